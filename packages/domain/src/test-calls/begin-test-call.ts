import type { TestCallState } from "@callflex/contracts/api/test-calls";
import type { Tx } from "@callflex/db/transaction";
import { callOverrides, type DisclosureOverrides } from "../disclosure/call-overrides.ts";
import { disclosureOf } from "../disclosure/disclosure-of.ts";
import { speakerColumns, toSpeaker, type SpeakerRow } from "../routing/load-speaker.ts";
import { DAILY_CAP_PER_TELEPHONE, TELEPHONE_CAP_WORDS } from "./daily-caps.ts";

/** A test call that waits to be placed. */
export interface DueTestCall {
  vapiAssistantId: string;
  variableValues: { businessName: string; timezone: string };
  createdAt: Date;
  /** Who is rung from which number; null for a conversation in the browser. */
  ring: { vapiPhoneNumberId: string; toNumber: string; told: DisclosureOverrides } | null;
  /** VAPI's id of the credential by which it proves itself to us; null where the organization has none yet. */
  credentialId: string | null;
}

/** Where a test call stands before it is placed. */
export type TestCallBegin =
  | { state: Exclude<TestCallState, "requested"> | "gone" }
  | { state: "due"; call: DueTestCall }
  /** It must not be placed; `reason` says why, in words. */
  | { state: "refused"; reason: string };

interface BeginRow extends SpeakerRow, Record<string, unknown> {
  kind: string;
  state: TestCallState;
  to_number: string | null;
  created_at: Date;
  vapi_assistant_id: string | null;
  assistant_status: string;
  vapi_phone_number_id: string | null;
  number_state: string | null;
  business_name: string;
  timezone: string;
  credential_id: string | null;
  telephone_calls: number;
  is_stale: boolean;
  assistant_deleted: boolean;
  e164: string;
  country: string;
  region: string | null;
  number_type: string;
  disclosure: unknown;
}

/** Whoever asked has gone on by then: a telephone that rings without being waited for is a nuisance. */
const STALE_AFTER = "2 minutes";
const STALE = "The call could not be placed in time, so nobody was rung. Try again.";

/**
 * Reads a test call that is to be placed. What was ready when it was asked for may not be so any more.
 *
 * A telephone's calls are counted over all organizations here: whoever asks sees their own alone.
 *
 * @param input.firstTry a later try may follow one that placed the call and lost the answer, so it is never too late
 */
export async function beginTestCall(
  tx: Tx,
  { organizationId, testCallId, firstTry }: { organizationId: string; testCallId: string; firstTry: boolean },
): Promise<TestCallBegin> {
  const [row] = await tx.rows<BeginRow>(
    `SELECT t.kind, t.state, t.to_number, t.created_at, a.vapi_assistant_id, a.status AS assistant_status,
            a.deleted_at IS NOT NULL AS assistant_deleted, t.created_at < now() - $3::interval AS is_stale,
            ${speakerColumns("a")}, n.e164, n.country, n.region, n.number_type, n.disclosure, n.vapi_phone_number_id, n.state AS number_state, o.name AS business_name, o.timezone,
            (SELECT c.vapi_credential_id FROM vapi_credentials c
             WHERE c.organization_id = t.organization_id AND c.revoked_at IS NULL AND c.vapi_credential_id IS NOT NULL
             ORDER BY c.created_at DESC LIMIT 1) AS credential_id,
            (SELECT count(*)::integer FROM test_calls other
             WHERE other.to_number = t.to_number AND other.id <> t.id AND other.created_at <= t.created_at
               AND other.created_at > t.created_at - interval '24 hours') AS telephone_calls
     FROM test_calls t
     JOIN organizations o ON o.id = t.organization_id
     JOIN assistants a ON a.organization_id = t.organization_id AND a.id = t.assistant_id
     LEFT JOIN phone_numbers n ON n.organization_id = t.organization_id AND n.id = t.phone_number_id
     WHERE t.organization_id = $1 AND t.id = $2`,
    [organizationId, testCallId, STALE_AFTER],
  );
  if (!row) return { state: "gone" };
  if (row.state !== "requested") return { state: row.state };
  if (firstTry && row.is_stale) return { state: "refused", reason: STALE };
  if (row.assistant_deleted || row.assistant_status !== "active" || !row.vapi_assistant_id)
    return { state: "refused", reason: "The assistant was switched off before the call. Switch it on and try again." };
  const { vapi_assistant_id: vapiAssistantId, created_at: createdAt, credential_id: credentialId } = row;
  const variableValues = { businessName: row.business_name, timezone: row.timezone };
  const call = { vapiAssistantId, variableValues, createdAt, credentialId };
  if (row.kind === "web") return { state: "due", call: { ...call, ring: null } };

  if (row.number_state !== "active" || !row.vapi_phone_number_id || !row.to_number)
    return { state: "refused", reason: "The phone number takes no calls any more. Choose another one." };
  if (row.telephone_calls >= DAILY_CAP_PER_TELEPHONE) return { state: "refused", reason: TELEPHONE_CAP_WORDS };
  const { e164, country, region } = row;
  const speaker = toSpeaker(row);
  const place = { e164, country, region, tollFree: row.number_type === "toll_free" };
  // Whoever is rung hears what callers of that number hear, and is recorded no more than they are.
  const told = callOverrides(disclosureOf(row.disclosure, place, speaker.language), speaker.firstMessage);
  return {
    state: "due",
    call: { ...call, ring: { vapiPhoneNumberId: row.vapi_phone_number_id, toNumber: row.to_number, told } },
  };
}
