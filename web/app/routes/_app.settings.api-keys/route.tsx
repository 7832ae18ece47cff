import "~/lib/zod-without-eval.ts";
import { apiKeyList } from "@callflex/contracts/api/api-keys";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { useSession } from "~/lib/use-session.ts";
import { CreateKeyDialog } from "./create-key-dialog.tsx";
import { KeyList } from "./key-list.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "API keys · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "api_keys.read");
  const included = organization.planFeatures.includes("api_keys");
  const cursor = new URL(scope.request.url).searchParams.get("cursor");
  const query = { limit: 50, ...(cursor && { cursor }) };
  const keys = included
    ? await loadApi(scope, "GET /api-keys", apiKeyList, {
        query,
        header: { "X-Organization-Id": organization.id },
      }).catch((error: unknown) => {
        if (cursor && isRefusedInput(error)) throw redirect("/settings/api-keys");
        throw error;
      })
    : null;
  const mayManage = organization.permissions.includes("api_keys.manage");
  return { keys, mayManage, apiUrl: scope.context.publicUrl, now: Date.now() };
}

const LEAD = "For your own programs: with a key they read calls and the inbox, without anybody signing in.";

export default function ApiKeys() {
  const { keys, mayManage, apiUrl, now } = useLoaderData<typeof loader>();
  const { user } = useSession();
  if (!keys) return <NotIncluded />;
  const mayMake = mayManage && user.emailVerified;
  return (
    <Section title="API keys" lead={LEAD} aside={mayMake && <CreateKeyDialog apiUrl={apiUrl} />}>
      {mayManage && !user.emailVerified && (
        <p className="mb-3 text-[13px] text-muted">Confirm your own address first; then you can make keys.</p>
      )}
      {keys.data.length > 0 ? (
        <KeyList keys={keys.data} now={now} mayManage={mayManage} />
      ) : (
        <EmptyState icon={KeyRound} title="No keys yet">
          Each program gets a key of its own, so that one can be revoked without stopping the others.
        </EmptyState>
      )}
      <ListPager nextCursor={keys.nextCursor} first="Back to the newest" next="Older keys" />
      <p className="mt-4 text-[13px] text-muted">
        What the API offers stands in its{" "}
        <a href="/api/docs" className="font-medium text-brand-on-soft underline">
          reference
        </a>
        .
      </p>
    </Section>
  );
}

function NotIncluded() {
  const { organization } = useSession();
  return (
    <Section title="API keys" lead={LEAD}>
      <EmptyState icon={KeyRound} title="Part of the Business plan">
        {organization.name} has the {organization.planName} plan. On Business, your own programs can read calls, work
        off the inbox and follow live events.
      </EmptyState>
    </Section>
  );
}
