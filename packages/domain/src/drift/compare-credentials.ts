import { isYoung, type Difference, type DriftExpectation, type DriftResources, type DriftRows } from "./drift-facts.ts";

/** How the credentials by which VAPI signs differ from those here. Credentials without an id of ours are not our business. */
export function compareCredentials(
  { credentials, organizationIds }: Pick<DriftRows, "credentials" | "organizationIds">,
  { vapiCredentials }: Pick<DriftResources, "vapiCredentials">,
  expected: DriftExpectation,
): Difference[] {
  const there = new Set(vapiCredentials.map(({ id }) => id));
  const rows = new Map(credentials.map((row) => [row.organizationId, row]));
  const shared = { provider: "vapi" as const, phoneNumberId: null, assistantId: null };
  const missing = credentials
    .filter(({ vapiCredentialId }) => !there.has(vapiCredentialId))
    .map((row): Difference => {
      const { organizationId, vapiCredentialId: resourceId } = row;
      const busy = isYoung(row.changedAt, expected);
      const detail = "is not there";
      return { ...shared, organizationId, resourceId, kind: "credential_missing", detail, repair: "credential", busy };
    });
  const known = new Set(organizationIds);
  const doubles = vapiCredentials.flatMap(({ id: resourceId, organizationId }): Difference[] => {
    const row = organizationId === null || !known.has(organizationId) ? undefined : rows.get(organizationId);
    if (!row || row.vapiCredentialId === resourceId) return [];
    const busy = isYoung(row.changedAt, expected);
    const detail = `is there besides ${row.vapiCredentialId}`;
    return [{ ...shared, organizationId, resourceId, kind: "credential_double", detail, repair: null, busy }];
  });
  return [...missing, ...doubles];
}
