import { assistantVersion, assistantVersionList } from "@callflex/contracts/api/assistants";
import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi, type RequestScope } from "~/lib/api.server.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { useAssistant } from "~/lib/use-assistant.ts";
import { Comparison } from "./comparison.tsx";
import { comparedVersions, readVersionsSearch } from "./search-params.ts";
import { VersionList } from "./version-list.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const id = scope.params.assistantId ?? "";
  const search = readVersionsSearch(new URL(scope.request.url).searchParams);
  const query = { limit: 20, ...(search.cursor && { cursor: search.cursor }) };
  const compared = comparedVersions(search);
  const [page, before, after] = await Promise.all([
    loadApi(scope, "GET /assistants/{id}/versions", assistantVersionList, { path: { id }, query }).catch(
      (error: unknown) => {
        if (search.cursor && isRefusedInput(error)) throw redirect(`/assistants/${id}/versions`);
        throw error;
      },
    ),
    compared?.before ? loadVersion(scope, id, compared.before) : null,
    compared ? loadVersion(scope, id, compared.after) : null,
  ]);
  return { page, before, after, search };
}

function loadVersion(scope: RequestScope, id: string, version: number) {
  return loadApi(scope, "GET /assistants/{id}/versions/{version}", assistantVersion, { path: { id, version } });
}

export default function Versions() {
  const { page, before, after, search } = useLoaderData<typeof loader>();
  const { assistant, mayChange, now } = useAssistant();
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
      <Section title="History" lead="Each save is a version. Nothing is lost.">
        <VersionList versions={page.data} newest={assistant.version} shown={search.version} now={now} />
        <div className="-mx-4 mt-2 -mb-4 sm:-mx-6 sm:-mb-6">
          <ListPager nextCursor={page.nextCursor} first="Back to the newest" next="Older versions" />
        </div>
      </Section>
      <Comparison before={before} after={after} chosen={search.version} assistant={assistant} mayChange={mayChange} />
    </div>
  );
}
