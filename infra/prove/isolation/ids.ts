import type { Pool } from "@callflex/db/pool";
import type { Route } from "../../../services/api/src/http/route.ts";

/** Which row of an organization (`$1`) a parameter of an address means, by the address up to it. */
const SOURCES: Record<string, string> = {
  "/templates/{slug}": "SELECT slug AS id FROM templates WHERE $1::uuid IS NOT NULL",
  "/assistants/{id}/versions/{version}": "SELECT version AS id FROM assistant_versions WHERE organization_id = $1",
  "/calls/{id}": "SELECT id FROM calls WHERE organization_id = $1",
  "/phone-numbers/{id}": "SELECT id FROM phone_numbers WHERE organization_id = $1",
  "/assistants/{id}": "SELECT id FROM assistants WHERE organization_id = $1 AND deleted_at IS NULL",
  "/assistants/{id}/tests/{testId}": "SELECT id FROM assistant_tests WHERE organization_id = $1",
  "/assistants/{id}/test-runs/{runId}": "SELECT id FROM assistant_test_runs WHERE organization_id = $1",
  "/assistants/{id}/knowledge/{entryId}": "SELECT id FROM knowledge_entries WHERE organization_id = $1",
  "/inbox/{id}": "SELECT id FROM inbox_items WHERE organization_id = $1",
  "/api-keys/{id}": "SELECT id FROM api_keys WHERE organization_id = $1 AND revoked_at IS NULL",
  "/drift-findings/{id}": "SELECT id FROM drift_findings WHERE organization_id = $1 AND state = 'open'",
  "/auth/sessions/{id}":
    "SELECT s.id FROM sessions s JOIN organization_members m USING (user_id) WHERE m.organization_id = $1 AND m.role = 'admin'",
  "/test-calls/{id}": "SELECT id FROM test_calls WHERE organization_id = $1",
  "/organizations/{organizationId}": "SELECT id FROM organizations WHERE id = $1",
  "/organizations/{organizationId}/members/{userId}":
    "SELECT user_id AS id FROM organization_members WHERE organization_id = $1 AND role = 'viewer'",
  "/organizations/{organizationId}/invitations/{invitationId}":
    "SELECT id FROM invitations WHERE organization_id = $1 AND status = 'pending'",
};

/** The parameters of a route's address, each with the address up to it. */
export function parametersOf(route: Route): { name: string; upTo: string }[] {
  return [...route.text.path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1]!,
    upTo: route.text.path.slice(0, match.index + match[0].length),
  }));
}

/**
 * Finds an organization's own id for each parameter of a route.
 *
 * @throws naming a parameter whose rows nobody told here: every new one has to be probed
 */
export async function idsOf(admin: Pool, route: Route, organizationId: string): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { name, upTo } of parametersOf(route)) {
    const source = SOURCES[upTo];
    if (!source) throw new Error(`Say in infra/prove/isolation/ids.ts which row ${upTo} means, so that it is probed`);
    const { rows } = await admin.query<{ id: string }>(`${source} LIMIT 1`, [organizationId]);
    if (!rows[0]) throw new Error(`The organization of the probe has no row for ${upTo}`);
    ids[name] = rows[0].id;
  }
  return ids;
}

/** The address of a route with values in it. */
export function addressOf(route: Route, values: Record<string, string>): string {
  return route.text.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
}
