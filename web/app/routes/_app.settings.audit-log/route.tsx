import { auditLog, type AuditEntry } from "@callflex/contracts/api/audit-log";
import { memberList, type Member } from "@callflex/contracts/api/members";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ScrollText } from "lucide-react";
import { AuditList } from "~/components/audit/audit-list.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { auditQuery, readAuditSearch } from "./search-params.ts";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Audit log · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "audit_log.read");
  const { search: address, searchParams } = new URL(scope.request.url);
  const search = readAuditSearch(searchParams);
  const path = { organizationId: organization.id };
  const query = auditQuery(search, organization.timezone);
  const [log, members] = await Promise.all([
    loadApi(scope, "GET /organizations/{organizationId}/audit-log", auditLog, { path, query }).catch(
      (error: unknown) => {
        if (address && isRefusedInput(error)) throw redirect("/settings/audit-log");
        throw error;
      },
    ),
    loadApi(scope, "GET /organizations/{organizationId}/members", memberList, { path, query: { limit: 100 } }),
  ]);
  return { log, search, people: actors(members.data, log.data), now: Date.now() };
}

/** Who can be chosen: the team, and whoever else stands on this page of the log, keys too. */
function actors(members: Member[], entries: AuditEntry[]): { id: string; name: string }[] {
  const byId = new Map(members.map(({ userId, name }) => [userId, name]));
  for (const { actor } of entries) {
    if (actor.id && actor.name && !byId.has(actor.id)) {
      byId.set(actor.id, actor.kind === "api_key" ? `API key “${actor.name}”` : actor.name);
    }
  }
  return [...byId].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

export default function AuditLogPage() {
  const { log, search, people, now } = useLoaderData<typeof loader>();
  const isFiltered = Object.keys(search).length > 0;
  return (
    <section aria-labelledby="audit-log" className="card overflow-hidden">
      <div className="space-y-3 border-b px-4 py-4 sm:px-6">
        <div>
          <h2 id="audit-log" className="text-[15px] font-semibold">
            Audit log
          </h2>
          <p className="mt-0.5 text-[13px] text-muted">Who changed what, when and from where.</p>
        </div>
        <AuditFilters search={search} people={people} />
      </div>
      {log.data.length > 0 ? (
        <AuditList entries={log.data} now={now} />
      ) : (
        <EmptyState icon={ScrollText} title={isFiltered ? "Nothing found" : "Nothing yet"}>
          {isFiltered
            ? "Nothing in the log fits what you chose."
            : "Changes of the organization, its settings and its team appear here."}
        </EmptyState>
      )}
      <ListPager nextCursor={log.nextCursor} first="Back to the newest" next="Older entries" />
    </section>
  );
}
