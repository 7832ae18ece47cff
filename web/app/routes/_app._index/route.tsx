import { assistantList } from "@callflex/contracts/api/assistants";
import { callList, callStats } from "@callflex/contracts/api/calls";
import { inboxList } from "@callflex/contracts/api/inbox";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ArrowRight, Phone } from "lucide-react";
import { CallsTable } from "~/components/calls/calls-table.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { loadSetUp } from "~/lib/onboarding/load-set-up.server.ts";
import { loadSession } from "~/lib/session.server.ts";
import { useZone } from "~/lib/zone.tsx";
import { AssistantsCard } from "./assistants-card.tsx";
import { CallsChartCard } from "./calls-chart-card.tsx";
import { daySentence, greeting } from "./greeting.ts";
import { LiveStrip } from "./live-strip.tsx";
import { OpenItemsCard } from "./open-items-card.tsx";
import { QuickActions } from "./quick-actions.tsx";
import { readRange } from "./range.ts";
import { SetUpCard } from "./set-up-card.tsx";
import { StatCards } from "./stat-cards.tsx";
import { UsageAlert } from "./usage-alert.tsx";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Overview · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const range = readRange(new URL(scope.request.url).searchParams);
  const [{ user, organization }, stats, calls, inbox, assistants] = await Promise.all([
    loadSession(scope),
    loadApi(scope, "GET /calls/stats", callStats, { query: { days: range } }),
    loadApi(scope, "GET /calls", callList, { query: { limit: 8, status: "ended" } }),
    loadApi(scope, "GET /inbox", inboxList, { query: { limit: 5 } }),
    loadApi(scope, "GET /assistants", assistantList, { query: { status: "active", limit: 100 } }),
  ]);
  return {
    name: user.name,
    range,
    stats,
    calls: calls.data,
    items: inbox.data,
    assistants: assistants.data,
    ...(await loadSetUp(scope, organization, stats.activeAssistants > 0)),
    mayManage: organization.permissions.includes("phone_numbers.manage"),
    now: Date.now(),
  };
}

const CHANGES = [
  "call_ended",
  "call_updated",
  "inbox_changed",
  "usage_changed",
  "assistant_changed",
  "number_progress",
] as const;

export default function Overview() {
  const { name, range, stats, calls, items, assistants, number, done, mayManage, now } = useLoaderData<typeof loader>();
  const zone = useZone();
  useLive({ types: CHANGES });
  return (
    <div className="space-y-4 lg:space-y-5">
      <PageTitle title={greeting(now, zone, name)} lead={daySentence(stats)}>
        {!done && (
          <QuickActions
            latest={calls.find(({ answeredAt }) => answeredAt !== null)}
            number={number}
            mayManage={mayManage}
          />
        )}
      </PageTitle>
      <UsageAlert usage={stats.usage} />
      {done && <SetUpCard done={done} />}
      <LiveStrip now={now} />
      <StatCards stats={stats} />
      <div className="grid gap-3 lg:grid-cols-[1fr_340px] lg:gap-4">
        <CallsChartCard stats={stats} range={range} />
        <div className="flex flex-col gap-3 lg:gap-4">
          <OpenItemsCard items={items} total={stats.openInboxItems} now={now} />
          <AssistantsCard assistants={assistants} />
        </div>
      </div>
      <section className="card overflow-hidden" aria-labelledby="recent-calls">
        <div className="flex items-center justify-between px-4 pt-4 pb-3 sm:px-5">
          <h2 id="recent-calls" className="text-[15px] font-semibold">
            Recent calls
          </h2>
          <Link
            to="/calls"
            prefetch="intent"
            className="inline-flex items-center gap-1 text-[13px] font-medium text-brand-on-soft hover:underline"
          >
            See all calls
            <ArrowRight className="size-3.5" aria-hidden />
          </Link>
        </div>
        {calls.length > 0 ? (
          <CallsTable calls={calls} now={now} caption="Recent calls" />
        ) : (
          <EmptyState icon={Phone} title="No calls yet">
            Call one of your numbers to hear your assistant. The call is listed here when it has ended.
          </EmptyState>
        )}
      </section>
    </div>
  );
}
