import { me } from "@callflex/contracts/api/auth";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Users } from "lucide-react";
import { Outcome } from "~/components/outcome.tsx";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { loadApi } from "~/lib/api.server.ts";

export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "No organization · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { user, organizations } = await loadApi(scope, "/auth/me", me);
  if (organizations.length > 0) throw redirect("/");
  return { email: user.email };
}

/** What somebody sees who was removed from their last organization. */
export default function NoOrganization() {
  const { email } = useLoaderData<typeof loader>();
  return (
    <Outcome icon={Users} title="You belong to no organization" tone="bad">
      <p>
        You left the last one, were removed from it, or it was deleted. To come back, ask somebody of its team to invite{" "}
        <strong className="text-ink">{email}</strong> again.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <Link to="/organizations/new" className={buttonClass()}>
          New organization
        </Link>
        <Form method="post" action="/logout" reloadDocument>
          <Button type="submit" variant="outline">
            Sign out
          </Button>
        </Form>
      </div>
    </Outcome>
  );
}
