import type { CallDirection, CallOutcome, CallStatus, OrganizationRole, Speaker } from "@callflex/contracts/enums";
import { newId } from "@callflex/db/ids";
import type { Pool } from "@callflex/db/pool";
import { encryptSecret, type EncryptionKeys } from "@callflex/db/secret-box";

/**
 * Rows for tests. Each takes a pool of the administrator (`createPool(database.adminUrl, …)`), which row-level security
 * does not hold, and makes what a test names; everything else has a plain default. A test makes its own organization.
 */

let counter = 0;

/** A text that no other row of this run has. */
function unique(prefix: string): string {
  counter += 1;
  return `${prefix}-${process.pid}-${counter}-${newId().slice(-6)}`;
}

/** A phone number that no other row of this run has. */
export function uniquePhone(): string {
  counter += 1;
  return `+1415${String((process.pid * 1000 + counter) % 10_000_000).padStart(7, "0")}`;
}

/** Writes a row; columns that are undefined keep their default, objects become JSON. */
async function insert(db: Pool, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.entries(row).filter(([, value]) => value !== undefined);
  const values = columns.map(([, value]) =>
    typeof value === "object" &&
    value !== null &&
    !(value instanceof Date) &&
    !Array.isArray(value) &&
    !Buffer.isBuffer(value)
      ? JSON.stringify(value)
      : value,
  );
  await db.query(
    `INSERT INTO ${table} (${columns.map(([name]) => name).join(", ")}) VALUES (${values.map((_, n) => `$${n + 1}`).join(", ")})`,
    values,
  );
}

/** The plan that new organizations have, where the seed did not make it. */
export async function ensureTrialPlan(db: Pool): Promise<void> {
  await db.query(
    `INSERT INTO plans (key, name, monthly_price_cents, yearly_price_cents, included_minutes, overage_price_cents, overage_allowed,
                        max_assistants, max_phone_numbers, max_members, max_concurrent_calls)
     VALUES ('trial', 'Trial', 0, 0, 50, 0, false, 1, 1, 3, 2) ON CONFLICT DO NOTHING`,
  );
}

/** An organization on the trial plan. */
export async function makeOrganization(
  db: Pool,
  values: { name?: string; timezone?: string; settings?: object; createdAt?: Date } = {},
): Promise<{ id: string; slug: string }> {
  await ensureTrialPlan(db);
  const id = newId();
  const slug = unique("org");
  const { name = "Test Organization", timezone, settings, createdAt } = values;
  await insert(db, "organizations", { id, name, slug, timezone, settings, period_anchor_at: createdAt });
  return { id, slug };
}

/** A user without a password, who can't sign in. */
export async function makeUser(db: Pool, values: { name?: string; email?: string; isStaff?: boolean } = {}) {
  const id = newId();
  const { name = "Test User", email = `${unique("user")}@example.test`, isStaff } = values;
  await insert(db, "users", { id, name, email, is_staff: isStaff });
  return { id, email };
}

/** Makes a user a member of an organization. */
export async function makeMember(
  db: Pool,
  values: { organizationId: string; userId: string; role?: OrganizationRole },
): Promise<void> {
  const { organizationId, userId, role } = values;
  await insert(db, "organization_members", { id: newId(), organization_id: organizationId, user_id: userId, role });
}

/** An active assistant. */
export async function makeAssistant(
  db: Pool,
  values: { organizationId: string; name?: string; status?: string; vapiAssistantId?: string },
): Promise<{ id: string; vapiAssistantId: string }> {
  const id = newId();
  const {
    organizationId,
    name = "Receptionist",
    status = "active",
    vapiAssistantId = unique("vapi-assistant"),
  } = values;
  await insert(db, "assistants", {
    id,
    organization_id: organizationId,
    name,
    status,
    first_message: "Hello!",
    prompt: "You answer the phone.",
    vapi_assistant_id: vapiAssistantId,
  });
  return { id, vapiAssistantId };
}

/** An active phone number, registered for texts if nothing else is said. */
export async function makePhoneNumber(
  db: Pool,
  values: {
    organizationId: string;
    assistantId?: string;
    e164?: string;
    label?: string;
    vapiPhoneNumberId?: string;
    fallbackNumber?: string;
    textingState?: string;
  },
): Promise<{ id: string; e164: string; vapiPhoneNumberId: string }> {
  const id = newId();
  const { organizationId, assistantId, label, fallbackNumber, textingState = "registered" } = values;
  const { e164 = uniquePhone(), vapiPhoneNumberId = unique("vapi-number") } = values;
  await insert(db, "phone_numbers", {
    id,
    organization_id: organizationId,
    e164,
    label,
    state: "active",
    assistant_id: assistantId,
    fallback_number: fallbackNumber,
    vapi_phone_number_id: vapiPhoneNumberId,
    texting_state: textingState,
  });
  return { id, e164, vapiPhoneNumberId };
}

/** A call that a person asked for to hear an assistant: on a telephone where one is named, else in the browser. */
export async function makeTestCall(
  db: Pool,
  values: {
    organizationId: string;
    assistantId: string;
    phoneNumberId?: string;
    toNumber?: string;
    state?: string;
    providerCallId?: string;
  },
): Promise<{ id: string }> {
  const id = newId();
  const { organizationId, assistantId, phoneNumberId, toNumber, state, providerCallId } = values;
  await insert(db, "test_calls", {
    id,
    organization_id: organizationId,
    kind: toNumber ? "call_me" : "web",
    assistant_id: assistantId,
    phone_number_id: phoneNumberId,
    to_number: toNumber,
    consent_at: toNumber ? new Date() : undefined,
    state,
    provider_call_id: providerCallId,
  });
  return { id };
}

/** The secret by which VAPI's deliveries for an organization are verified; signed by HMAC if nothing else is said. */
export async function makeVapiCredential(
  db: Pool,
  values: { organizationId: string; secret: string; keys: EncryptionKeys; scheme?: "hmac" | "secret" },
): Promise<void> {
  const { ciphertext, keyId } = encryptSecret(values.keys, values.secret);
  await insert(db, "vapi_credentials", {
    id: newId(),
    organization_id: values.organizationId,
    scheme: values.scheme ?? "hmac",
    secret_ciphertext: ciphertext,
    encryption_key_id: keyId,
  });
}

/** Somebody who calls. */
export async function makeContact(
  db: Pool,
  values: { organizationId: string; phone?: string; name?: string; blocked?: boolean },
): Promise<{ id: string; phone: string }> {
  const id = newId();
  const { organizationId, phone = uniquePhone(), name, blocked } = values;
  await insert(db, "contacts", { id, organization_id: organizationId, phone, name, blocked });
  return { id, phone };
}

/** What a test may say of a call. */
export interface CallValues {
  organizationId: string;
  startedAt?: Date;
  direction?: CallDirection;
  status?: CallStatus;
  outcome?: CallOutcome;
  durationSeconds?: number;
  callerNumber?: string | null;
  callerName?: string;
  phoneNumberId?: string;
  assistantId?: string;
  summary?: string;
  costMicros?: number;
}

/** A made call, with what its parts need. */
export interface MadeCall {
  organizationId: string;
  id: string;
  startedAt: Date;
  providerCallId: string;
}

/** A call with its reference, and the partition if its month has none. Ended and answered if nothing else is said. */
export async function makeCall(db: Pool, values: CallValues): Promise<MadeCall> {
  const call = {
    organizationId: values.organizationId,
    id: newId(),
    startedAt: values.startedAt ?? new Date(),
    providerCallId: unique("vapi-call"),
  };
  const status = values.status ?? "ended";
  const ended = status === "ended";
  const durationSeconds = values.durationSeconds ?? (ended ? 60 : undefined);
  await db.query("SELECT ensure_call_partitions($1, $1)", [call.startedAt]);
  await insert(db, "call_refs", {
    organization_id: call.organizationId,
    provider: "vapi",
    provider_call_id: call.providerCallId,
    call_id: call.id,
    started_at: call.startedAt,
  });
  await insert(db, "calls", {
    organization_id: call.organizationId,
    id: call.id,
    started_at: call.startedAt,
    direction: values.direction,
    status,
    outcome: values.outcome ?? (ended ? "answered" : undefined),
    phone_number_id: values.phoneNumberId,
    assistant_id: values.assistantId,
    caller_number: values.callerNumber === undefined ? uniquePhone() : values.callerNumber,
    caller_name: values.callerName,
    provider_call_id: call.providerCallId,
    answered_at: call.startedAt,
    ended_at: ended ? new Date(call.startedAt.getTime() + (durationSeconds ?? 0) * 1000) : undefined,
    duration_seconds: durationSeconds,
    summary: values.summary,
    cost_micros: values.costMicros,
    cost_currency: values.costMicros === undefined ? undefined : "USD",
    settled_at: ended ? new Date() : undefined,
  });
  return call;
}

function partKey(call: MadeCall) {
  return { organization_id: call.organizationId, call_id: call.id, started_at: call.startedAt };
}

/** Lines of a call, two seconds each. */
export async function makeTranscript(
  db: Pool,
  call: MadeCall,
  { lines, final = true }: { lines: [Speaker, string][]; final?: boolean },
): Promise<void> {
  for (const [n, [speaker, text]] of lines.entries()) {
    const start_ms = n * 2000;
    await insert(db, "call_transcript_segments", {
      ...partKey(call),
      segment_key: `${final ? "final" : "live"}:${String(n).padStart(5, "0")}`,
      spoken_at: new Date(call.startedAt.getTime() + start_ms),
      speaker,
      text,
      start_ms,
      end_ms: start_ms + 1900,
    });
  }
  if (final) await insert(db, "call_transcripts", { ...partKey(call), text: lines.map(([, text]) => text).join("\n") });
}

/** The recording of a call, or the note that there is none. */
export async function makeRecording(
  db: Pool,
  call: MadeCall,
  state: "available" | "none" = "available",
): Promise<void> {
  await insert(db, "call_recordings", { ...partKey(call), state });
}

/** Something that the assistant did. */
export async function makeAction(
  db: Pool,
  call: MadeCall,
  values: { type?: string; input?: object; answer?: string } = {},
): Promise<void> {
  await insert(db, "call_actions", {
    ...partKey(call),
    id: newId(),
    tool_call_id: unique("tool"),
    type: values.type ?? "takeMessage",
    status: "succeeded",
    input: values.input ?? { message: "Please call back" },
    answer: { text: values.answer ?? "Noted." },
  });
}

/** A step of a call's timeline. */
export async function makeStep(
  db: Pool,
  call: MadeCall,
  values: { step?: string; state?: string; workflowId?: string } = {},
): Promise<void> {
  await insert(db, "call_processing_steps", {
    id: newId(),
    organization_id: call.organizationId,
    call_id: call.id,
    step: values.step ?? "call_settled",
    state: values.state ?? "done",
    workflow_id: values.workflowId ?? `call-end/${call.id}`,
    finished_at: new Date(),
  });
}

/** An inbox item; without `callId` about no call. */
export async function makeInboxItem(
  db: Pool,
  values: { organizationId: string; callId?: string; kind?: string; subject?: string; createdAt?: Date; doneAt?: Date },
): Promise<{ id: string }> {
  const id = newId();
  await insert(db, "inbox_items", {
    id,
    organization_id: values.organizationId,
    call_id: values.callId,
    source_key: unique("source"),
    kind: values.kind ?? "message",
    subject: values.subject ?? "Please call back",
    created_at: values.createdAt,
    done_at: values.doneAt,
  });
  return { id };
}

/** Sums of a day, as charts read them. */
export async function makeDailyUsage(
  db: Pool,
  values: {
    organizationId: string;
    date: string;
    calls: number;
    missed?: number;
    transferred?: number;
    seconds?: number;
  },
): Promise<void> {
  await insert(db, "daily_usage", {
    organization_id: values.organizationId,
    usage_date: values.date,
    calls: values.calls,
    missed_calls: values.missed,
    transferred_calls: values.transferred,
    duration_seconds: values.seconds,
    billed_seconds: values.seconds,
  });
}
