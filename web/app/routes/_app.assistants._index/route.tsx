import { assistantList } from "@callflex/contracts/api/assistants";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useNavigation } from "@remix-run/react";
import { clsx } from "clsx";
import { Bot, Plus, SearchX } from "lucide-react";
import { buttonClass } from "~/components/ui/button.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { usePolling } from "~/lib/live/use-polling.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { AssistantCard } from "./assistant-card.tsx";
import { readAssistantsSearch } from "./search-params.ts";
import { StatusFilter } from "./status-filter.tsx";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Assistants · CallFlex" }];

const PAGE_SIZE = 24;

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "assistants.read");
  const search = readAssistantsSearch(new URL(scope.request.url).searchParams);
  const query = { limit: PAGE_SIZE, ...search };
  const page = await loadApi(scope, "GET /assistants", assistantList, { query }).catch((error: unknown) => {
    if (search.cursor && isRefusedInput(error)) throw redirect("/assistants");
    throw error;
  });
  return { page, search, mayChange: organization.permissions.includes("assistants.update"), now: Date.now() };
}

export default function Assistants() {
  const { page, search, mayChange, now } = useLoaderData<typeof loader>();
  const { state, location } = useNavigation();
  const loading = state === "loading" && location?.pathname === "/assistants";
  useLive({ types: ["assistant_changed", "number_progress"] });
  usePolling(page.data.some(({ status, syncState }) => status !== "draft" && syncState === "pending"));
  const none = page.data.length === 0;
  const first = none && !search.status && !search.cursor;
  return (
    <div className="space-y-4">
      <PageTitle title="Assistants" lead="Who answers your calls, and what they know.">
        {mayChange && !first && (
          <Link to="/assistants/new" className={buttonClass()}>
            <Plus className="size-4" aria-hidden />
            New assistant
          </Link>
        )}
      </PageTitle>
      {!first && <StatusFilter chosen={search.status ?? null} />}
      <section
        aria-label="Assistants"
        aria-busy={loading}
        className={clsx("transition-opacity", loading && "opacity-60")}
      >
        {none ? (
          <div className="card">{first ? <NoneYet mayChange={mayChange} /> : <NoneLikeThis />}</div>
        ) : (
          <ul className="grid gap-3 sm:grid-cols-2 lg:gap-4 xl:grid-cols-3">
            {page.data.map((assistant) => (
              <AssistantCard key={assistant.id} assistant={assistant} now={now} />
            ))}
          </ul>
        )}
        <ListPager nextCursor={page.nextCursor} first="Back to the newest" next="Older assistants" />
      </section>
    </div>
  );
}

function NoneYet({ mayChange }: { mayChange: boolean }) {
  return (
    <EmptyState icon={Bot} title="Nobody answers yet">
      <p>An assistant answers your calls, takes messages and puts urgent callers through.</p>
      {mayChange ? (
        <Link to="/assistants/new" className={buttonClass({}, "mt-4")}>
          Make your first assistant
        </Link>
      ) : (
        <p className="mt-2">Ask an owner, admin or member of your organization to make one.</p>
      )}
    </EmptyState>
  );
}

function NoneLikeThis() {
  return (
    <EmptyState icon={SearchX} title="No assistant like this">
      <Link to="/assistants" className={buttonClass({ variant: "outline", size: "sm" }, "mt-3")}>
        Show all assistants
      </Link>
    </EmptyState>
  );
}
