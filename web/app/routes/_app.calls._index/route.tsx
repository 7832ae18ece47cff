import { callList } from "@callflex/contracts/api/calls";
import { phoneNumberList } from "@callflex/contracts/api/phone-numbers";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useNavigation } from "@remix-run/react";
import { clsx } from "clsx";
import { Phone, SearchX } from "lucide-react";
import { CallsTable } from "~/components/calls/calls-table.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { loadAssistantChoices } from "~/lib/numbers/assistant-choices.server.ts";
import { loadSession } from "~/lib/session.server.ts";
import { CallsFilters } from "./calls-filters.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { numberChoice, withChosen, type FilterChoice } from "./filter-choices.ts";
import { withParameter } from "./filter-links.ts";
import { Pager } from "./pager.tsx";
import { isFiltered, readCallsSearch, toApiQuery } from "./search-params.ts";
import { useLiveCalls } from "./use-live-calls.ts";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Calls · CallFlex" }];

const PAGE_SIZE = 50;

export async function loader(scope: LoaderFunctionArgs) {
  const { searchParams } = new URL(scope.request.url);
  const search = readCallsSearch(searchParams);
  const { organization } = await loadSession(scope);
  const query = toApiQuery(search, { timezone: organization.timezone, limit: PAGE_SIZE });
  const seesNumbers = organization.permissions.includes("phone_numbers.read");
  const [page, numbers, assistants] = await Promise.all([
    loadApi(scope, "GET /calls", callList, { query }).catch((error: unknown) => {
      // A cursor that was cut or belongs to another filter leads back to the newest calls.
      if (search.cursor && isRefusedInput(error)) throw redirect(withParameter(searchParams, "cursor", null));
      throw error;
    }),
    seesNumbers ? loadApi(scope, "GET /phone-numbers", phoneNumberList, { query: { limit: 100 } }) : { data: [] },
    loadAssistantChoices(scope),
  ]);
  const [first] = page.data;
  const choices = {
    numbers: withChosen(
      numbers.data.map(numberChoice),
      search.phoneNumberId,
      first?.phoneNumber ? numberChoice(first.phoneNumber) : undefined,
    ),
    assistants: withChosen(
      assistants.map(({ id, name }): FilterChoice => [id, name]),
      search.assistantId,
      first?.assistant ? [first.assistant.id, first.assistant.name] : undefined,
    ),
  };
  return { page, search, choices, filtered: isFiltered(search), now: Date.now() };
}

export default function Calls() {
  const { page, search, choices, filtered, now } = useLoaderData<typeof loader>();
  const { state, location } = useNavigation();
  const loading = state === "loading" && location?.pathname === "/calls";
  useLiveCalls(search.cursor === undefined);
  return (
    <div className="space-y-4">
      <PageTitle title="Calls" lead="What was said and what came of it, newest first." />
      <CallsFilters search={search} filtered={filtered} {...choices} />
      <FilterChips search={search} />
      <section aria-label="Calls" aria-busy={loading} className="card overflow-hidden">
        <div className={clsx("transition-opacity", loading && "opacity-60")}>
          {page.data.length > 0 ? (
            <CallsTable calls={page.data} now={now} caption="Calls, newest first" />
          ) : (
            <NoCalls filtered={filtered || search.cursor !== undefined} />
          )}
        </div>
        <Pager nextCursor={page.nextCursor} />
      </section>
    </div>
  );
}

function NoCalls({ filtered }: { filtered: boolean }) {
  if (!filtered) {
    return (
      <EmptyState icon={Phone} title="No calls yet">
        Call one of your numbers. The call appears here while it is still running.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title="No call matches">
      <p>Try other words or days.</p>
      <Link to="/calls" className={buttonClass({ variant: "outline", size: "sm" }, "mt-4")}>
        Show all calls
      </Link>
    </EmptyState>
  );
}
