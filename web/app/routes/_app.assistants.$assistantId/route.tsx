import { assistantDetail } from "@callflex/contracts/api/assistants";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { Tabs, type TabPage } from "~/components/ui/tabs.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { usePolling } from "~/lib/live/use-polling.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { AssistantHeader } from "./assistant-header.tsx";
import { AssistantNotices } from "./assistant-notices.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.assistant.name : "Assistant"} · CallFlex` },
];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "assistants.read");
  const assistant = await loadApi(scope, "GET /assistants/{id}", assistantDetail, {
    path: { id: scope.params.assistantId ?? "" },
  });
  return { assistant, mayChange: organization.permissions.includes("assistants.update"), now: Date.now() };
}

/** The pages about an assistant; what only changes is left out for those who only read. */
function pagesFor(mayChange: boolean): TabPage[] {
  const edit: TabPage[] = mayChange ? [["edit", "Edit"]] : [];
  return [["", "Overview"], ...edit, ["knowledge", "Knowledge"], ["tests", "Tests"], ["versions", "Versions"]];
}

export default function AssistantLayout() {
  const { assistant, mayChange, now } = useLoaderData<typeof loader>();
  useLive({ types: ["assistant_changed"], assistantId: assistant.id });
  // It may have arrived while the page was on its way.
  usePolling(assistant.status !== "draft" && assistant.syncState === "pending");
  return (
    <div className="space-y-4 lg:space-y-5">
      <AssistantHeader assistant={assistant} mayChange={mayChange} now={now} />
      <AssistantNotices assistant={assistant} mayChange={mayChange} />
      <Tabs base={`/assistants/${assistant.id}`} pages={pagesFor(mayChange)} label={assistant.name} />
      <Outlet />
    </div>
  );
}
