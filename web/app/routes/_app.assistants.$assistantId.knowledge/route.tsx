import "~/lib/zod-without-eval.ts";
import { knowledgeList } from "@callflex/contracts/api/knowledge";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BookOpen } from "lucide-react";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useAssistant } from "~/lib/use-assistant.ts";
import { AddFiles } from "./add-files.tsx";
import { AddPage } from "./add-page.tsx";
import { AddText } from "./add-text.tsx";
import { EntryRow } from "./entry-row.tsx";
import { RoomBar } from "./room-bar.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const cursor = new URL(scope.request.url).searchParams.get("cursor");
  const knowledge = await loadApi(scope, "GET /assistants/{id}/knowledge", knowledgeList, {
    path: { id: scope.params.assistantId ?? "" },
    query: { limit: 50, ...(cursor && { cursor }) },
  });
  return { knowledge, now: Date.now() };
}

const LEAD =
  "The assistant answers questions from this. What stands here is read out, so write it as you would say it.";

export default function Knowledge() {
  const { knowledge, now } = useLoaderData<typeof loader>();
  const { assistant, mayChange } = useAssistant();
  const { data: entries, usedCharacters, allowedCharacters, nextCursor } = knowledge;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
      <Section title="What it knows" lead={LEAD} aside={<RoomBar used={usedCharacters} allowed={allowedCharacters} />}>
        {entries.length > 0 ? (
          <ul aria-label="Knowledge" className="-mx-4 -mb-4 divide-y border-t sm:-mx-6 sm:-mb-6">
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} now={now} mayChange={mayChange} />
            ))}
          </ul>
        ) : (
          <EmptyState icon={BookOpen} title="Nothing yet">
            {mayChange
              ? "Add what callers ask for most: prices, parking, opening hours, what to bring."
              : "Somebody with another role can add prices, parking, opening hours and the like."}
          </EmptyState>
        )}
        <ListPager nextCursor={nextCursor} first="Back to the first" next="More entries" />
      </Section>
      {mayChange && (
        <div className="space-y-4 lg:sticky lg:top-4">
          <AddText assistantName={assistant.name} />
          <AddPage />
          <AddFiles />
        </div>
      )}
    </div>
  );
}
