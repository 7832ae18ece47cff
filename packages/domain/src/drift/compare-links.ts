import type { DriftKind } from "@callflex/contracts/drift";
import { isNumberBusy, ofNumber } from "./compare-numbers.ts";
import {
  isYoung,
  type Difference,
  type DriftExpectation,
  type DriftResources,
  type DriftRows,
  type NumberRow,
  type VapiNumber,
} from "./drift-facts.ts";

function asExpected(
  link: VapiNumber,
  row: NumberRow,
  given: { expected: DriftExpectation; credentialId: string | undefined },
): Difference[] {
  const { expected, credentialId } = given;
  const serverUrl = expected.serverUrl(row.organizationId);
  const checks: [kind: DriftKind, wrong: boolean, detail: string][] = [
    ["link_server_wrong", link.serverUrl !== serverUrl, `deliveries go to ${link.serverUrl ?? "nobody"}`],
    [
      "link_credential_wrong",
      credentialId !== undefined && link.credentialId !== credentialId,
      `deliveries are signed by ${link.credentialId ?? "nothing"}`,
    ],
    [
      "link_fallback_wrong",
      row.fallbackNumber !== null && link.fallbackNumber !== row.fallbackNumber,
      `${link.fallbackNumber ? "another telephone" : "no telephone"} rings when we can't be reached`,
    ],
    ["link_answers_itself", link.answeredBy !== null, `VAPI answers by ${link.answeredBy} and doesn't ask us`],
  ];
  const shared = { ...ofNumber(row), provider: "vapi" as const, resourceId: link.id, repair: "relink" as const };
  const busy = isNumberBusy(row, expected);
  return checks.flatMap(([kind, wrong, detail]) => (wrong ? [{ ...shared, kind, detail, busy }] : []));
}

function withoutUse(link: VapiNumber, row: NumberRow | undefined, expected: DriftExpectation): Difference {
  const busy = isYoung(link.createdAt, expected) || (row !== undefined && isNumberBusy(row, expected));
  const shared = { ...ofNumber(row), provider: "vapi" as const, resourceId: link.id, repair: null, busy };
  const digits = link.e164 ?? "a number";
  if (link.numberId === null && !row) {
    return { ...shared, kind: "link_unowned", detail: `${digits} is there and carries no id of ours` };
  }
  const why = row ? `its row is ${row.state} and has another one` : `there is no row ${link.numberId}`;
  return { ...shared, kind: "link_left_over", detail: `${digits} is there and ${why}` };
}

/** How numbers at VAPI, by which calls reach us, differ from those here. */
export function compareLinks(
  { numbers, credentials }: Pick<DriftRows, "numbers" | "credentials">,
  { vapiNumbers }: Pick<DriftResources, "vapiNumbers">,
  expected: DriftExpectation,
): Difference[] {
  const credentialOf = new Map(credentials.map((row) => [row.organizationId, row]));
  const rows = new Map(numbers.map((row) => [row.id, row]));
  const rowOfLink = new Map(
    numbers.flatMap((row) => (row.vapiPhoneNumberId ? [[row.vapiPhoneNumberId, row] as const] : [])),
  );
  const byId = new Map(vapiNumbers.map((link) => [link.id, link]));
  const byDigits = new Map(vapiNumbers.flatMap((link) => (link.e164 ? [[link.e164, link] as const] : [])));
  const found: Difference[] = [];
  const used = new Set<string>();
  for (const row of numbers) {
    if (row.state !== "active" && row.state !== "provisioning" && row.state !== "releasing") continue;
    const own = row.vapiPhoneNumberId ? byId.get(row.vapiPhoneNumberId) : undefined;
    // Under other ids the same digits are ours too: there is one of them at most.
    const link = own ?? byDigits.get(row.e164);
    if (link) used.add(link.id);
    if (row.state !== "active") continue;
    const credential = credentialOf.get(row.organizationId);
    // While a secret is being put in place, its credential may just be another one.
    const settled = credential && !isYoung(credential.changedAt, expected) ? credential.vapiCredentialId : undefined;
    if (own) found.push(...asExpected(own, row, { expected, credentialId: settled }));
    else {
      const shared = { ...ofNumber(row), provider: "vapi" as const, resourceId: row.vapiPhoneNumberId ?? row.id };
      const detail = link ? `${row.e164} is there under another id` : `${row.e164} is not there`;
      found.push({ ...shared, kind: "link_missing", detail, repair: "relink", busy: isNumberBusy(row, expected) });
    }
  }
  for (const link of vapiNumbers) {
    if (used.has(link.id)) continue;
    const row = rowOfLink.get(link.id) ?? (link.numberId ? rows.get(link.numberId) : undefined);
    found.push(withoutUse(link, row, expected));
  }
  return found;
}
