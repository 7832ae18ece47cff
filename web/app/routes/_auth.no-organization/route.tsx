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
  const { user, organizations } = await loadApi(scope, "GET /auth/me", me);
  if (organizations.length > 0) throw redirect("/");
  return { email: user.email };
}

/** What somebody sees who came by Google for the first time, or belongs to no organization any more. */
export default function NoOrganization() {
  const { email } = useLoaderData<typeof loader>();
  return (
    <Outcome icon={Users} title="You belong to no organization">
      <p>
        An organization holds your numbers, assistants and calls. Make one for your business, or ask somebody of a team
        to invite <strong className="text-ink">{email}</strong>. If you were in one until now, you were removed from it,
        or it was deleted.
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
