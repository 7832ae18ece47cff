import {
  isYoung,
  type Difference,
  type DriftExpectation,
  type DriftResources,
  type DriftRows,
  type NumberRow,
  type TwilioNumber,
} from "./drift-facts.ts";

/** VAPI writes an address of its own into a number that it takes over (facts of its API, and of Twilio's number). */
function leadsToVapi(voiceUrl: string | null): boolean {
  if (!voiceUrl || !URL.canParse(voiceUrl)) return false;
  const { hostname } = new URL(voiceUrl);
  return hostname === "vapi.ai" || hostname.endsWith(".vapi.ai");
}

/** True while a workflow works on a number, or somebody has changed it just now. */
export function isNumberBusy(row: NumberRow, expected: DriftExpectation): boolean {
  return row.state === "provisioning" || row.state === "releasing" || isYoung(row.changedAt, expected);
}

/** Ids of a number's finding. */
export function ofNumber(row: NumberRow | undefined) {
  return { organizationId: row?.organizationId ?? null, phoneNumberId: row?.id ?? null, assistantId: null };
}

function withoutUse(number: TwilioNumber, row: NumberRow | undefined, expected: DriftExpectation): Difference {
  const busy = isYoung(number.createdAt, expected) || (row !== undefined && isNumberBusy(row, expected));
  const shared = { provider: "twilio" as const, resourceId: number.sid, repair: null, busy };
  if (number.ownerId === null && !row) {
    const detail = `${number.e164} is in the account and carries no id of ours`;
    return { ...shared, ...ofNumber(undefined), kind: "number_unowned", detail };
  }
  const why = row ? `its row is ${row.state}` : `there is no row ${number.ownerId}`;
  return { ...shared, ...ofNumber(row), kind: "number_left_over", detail: `${number.e164} is paid for and ${why}` };
}

function asExpected(number: TwilioNumber, row: NumberRow, expected: DriftExpectation): Difference[] {
  const shared = { ...ofNumber(row), provider: "twilio" as const, resourceId: number.sid };
  const busy = isNumberBusy(row, expected);
  const found: Difference[] = [];
  if (number.statusCallback !== expected.statusCallback) {
    const detail = `reports go to ${number.statusCallback ?? "nobody"}`;
    found.push({ ...shared, kind: "number_webhooks_wrong", detail, repair: "relink", busy });
  }
  // Only VAPI may write this address, and it does so when it takes the number over: that means to delete it there first.
  if (!leadsToVapi(number.voiceUrl)) {
    const detail = `calls go to ${number.voiceUrl ?? "nobody"}`;
    found.push({ ...shared, kind: "number_calls_elsewhere", detail, repair: null, busy });
  }
  return found;
}

/** Every way of a number ends, or waits for a person, long before. */
const LONGEST_WAY_MS = 60 * 60_000;

/** A number that is on its way for so long that its workflow waits for a person, or is gone. */
function stuck(row: NumberRow, { now }: DriftExpectation): Difference[] {
  const onItsWay = row.state === "provisioning" || row.state === "releasing";
  if (!onItsWay || isYoung(row.changedAt, { now, restMs: LONGEST_WAY_MS })) return [];
  const detail = `${row.e164} is ${row.state} since ${row.changedAt.toISOString()}`;
  const shared = { ...ofNumber(row), provider: "twilio" as const, resourceId: row.id };
  return [{ ...shared, kind: "number_stuck", detail, repair: null, busy: false }];
}

/** How numbers at Twilio differ from those here. */
export function compareNumbers(
  { numbers }: Pick<DriftRows, "numbers">,
  { twilioNumbers }: Pick<DriftResources, "twilioNumbers">,
  expected: DriftExpectation,
): Difference[] {
  const rows = new Map(numbers.map((row) => [row.id, row]));
  const rowOfSid = new Map(numbers.flatMap((row) => (row.twilioSid ? [[row.twilioSid, row] as const] : [])));
  const bySid = new Map(twilioNumbers.map((number) => [number.sid, number]));
  // Of several that carry the same id, the first that the list has.
  const byOwner = new Map(twilioNumbers.toReversed().map((number) => [number.ownerId, number]));
  const found: Difference[] = [];
  const used = new Set<string>();
  for (const row of numbers) {
    if (row.state !== "active" && row.state !== "provisioning" && row.state !== "releasing") continue;
    const number = (row.twilioSid ? bySid.get(row.twilioSid) : undefined) ?? byOwner.get(row.id);
    if (number) used.add(number.sid);
    found.push(...stuck(row, expected));
    if (row.state !== "active") continue;
    if (number) found.push(...asExpected(number, row, expected));
    else {
      const detail = `${row.e164} is not in the account`;
      const shared = { ...ofNumber(row), provider: "twilio" as const, resourceId: row.twilioSid ?? row.id };
      found.push({ ...shared, kind: "number_missing", detail, repair: null, busy: isNumberBusy(row, expected) });
    }
  }
  for (const number of twilioNumbers) {
    if (used.has(number.sid)) continue;
    const row = rowOfSid.get(number.sid) ?? (number.ownerId ? rows.get(number.ownerId) : undefined);
    const isDouble = row?.state === "active";
    const difference = withoutUse(number, row, expected);
    found.push(
      isDouble
        ? { ...difference, ...ofNumber(row), kind: "number_double", detail: `${number.e164} is there once more` }
        : difference,
    );
  }
  return found;
}
