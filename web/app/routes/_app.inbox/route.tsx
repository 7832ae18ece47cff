import { inboxList } from "@callflex/contracts/api/inbox";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CircleCheck, Inbox as InboxIcon } from "lucide-react";
import { buttonClass } from "~/components/ui/button.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { loadSession } from "~/lib/session.server.ts";
import { InboxEntry } from "./inbox-entry.tsx";
import { InboxTabs } from "./inbox-tabs.tsx";
import { readInboxSearch } from "./search-params.ts";

export { action } from "./action.server.ts";
export { clientAction } from "./client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Inbox · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { view, cursor } = readInboxSearch(new URL(scope.request.url).searchParams);
  const query = { view, limit: 30, ...(cursor && { cursor }) };
  const [{ organization }, page] = await Promise.all([
    loadSession(scope),
    loadApi(scope, "GET /inbox", inboxList, { query }).catch((error: unknown) => {
      if (cursor && isRefusedInput(error)) throw redirect(`/inbox?view=${view}`);
      throw error;
    }),
  ]);
  return { page, view, cursor, mayChange: organization.permissions.includes("inbox.update"), now: Date.now() };
}

export default function Inbox() {
  const { page, view, cursor, mayChange, now } = useLoaderData<typeof loader>();
  useLive({ types: ["inbox_changed"] });
  return (
    <div className="mx-auto max-w-3xl space-y-4">
      <PageTitle title="Inbox" lead="What callers asked for and somebody has to work off.">
        <InboxTabs view={view} />
      </PageTitle>
      <section aria-label={view === "open" ? "Open items" : "Done items"} className="card overflow-hidden">
        {page.data.length > 0 ? (
          <ul className="divide-y">
            {page.data.map((item) => (
              <InboxEntry key={item.id} item={item} view={view} mayChange={mayChange} now={now} />
            ))}
          </ul>
        ) : (
          <Nothing view={view} />
        )}
        <nav aria-label="Pages" className="flex justify-between gap-3 border-t px-4 py-3 empty:hidden sm:px-5">
          {cursor && (
            <Link to={`/inbox?view=${view}`} className={buttonClass({ variant: "outline", size: "sm" })}>
              Back to the newest
            </Link>
          )}
          {page.nextCursor && (
            <Link
              to={`/inbox?${new URLSearchParams({ view, cursor: page.nextCursor })}`}
              className={buttonClass({ variant: "outline", size: "sm" }, "ml-auto")}
            >
              Older items
            </Link>
          )}
        </nav>
      </section>
    </div>
  );
}

function Nothing({ view }: { view: "open" | "done" }) {
  if (view === "done") {
    return (
      <EmptyState icon={InboxIcon} title="Nothing done yet">
        Items that you mark done are kept here, and can be opened again.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CircleCheck} title="All done">
      When the assistant takes a message or schedules a callback, it appears here at once.
    </EmptyState>
  );
}
