import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";

/** An organization with a row in every tenant table. */
export interface FullTenant {
  organizationId: string;
  userId: string;
  assistantId: string;
  contactId: string;
  callId: string;
}

/**
 * Adds an organization with its owner and one row in each tenant table, so that an isolation test finds no empty table
 * and calls it safe.
 *
 * @param tx a transaction of the administrator
 */
export async function insertFullTenant(tx: Tx): Promise<FullTenant> {
  const ids = { organizationId: newId(), userId: newId(), assistantId: newId(), contactId: newId(), callId: newId() };
  const { organizationId: org, userId: user, assistantId: assistant, contactId: contact, callId: call } = ids;
  const [number, item, event, period] = [newId(), newId(), newId(), newId()];
  const started = "2026-11-03T10:00:00Z";
  const phone = `+1415${org.replace(/\D/g, "").slice(-7).padStart(7, "5")}`;
  await tx.rows("SELECT ensure_call_partitions($1, $1)", [started]);
  const insert = async (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    await tx.run(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(", ")})`,
      Object.values(row),
    );
  };
  await insert("users", { id: user, name: "Ada", email: `${user}@example.com` });
  await insert("organizations", { id: org, name: "Acme", slug: org });
  await insert("organization_members", { id: newId(), organization_id: org, user_id: user, role: "owner" });
  await insert("invitations", {
    id: newId(),
    organization_id: org,
    email: "b@example.com",
    role: "member",
    token_hash: Buffer.from(org),
    expires_at: started,
    inviter_id: user,
  });
  await insert("api_keys", {
    id: newId(),
    organization_id: org,
    name: "Export",
    prefix: "cfx_abcdefgh",
    key_hash: Buffer.from(org),
    scopes: ["calls.read"],
  });
  await insert("account_mails", {
    id: newId(),
    organization_id: org,
    kind: "invitation",
    recipient: "b@example.com",
    expires_at: started,
  });
  await insert("assistants", {
    id: assistant,
    organization_id: org,
    name: "Front desk",
    first_message: "",
    prompt: "",
  });
  await insert("phone_numbers", { id: number, organization_id: org, e164: phone, assistant_id: assistant });
  const ofAssistant = { organization_id: org, assistant_id: assistant };
  await insert("assistant_versions", { ...ofAssistant, version: 1, content: "{}" });
  await insert("knowledge_entries", {
    ...ofAssistant,
    id: newId(),
    kind: "text",
    title: "Parking",
    content: "Behind the house",
  });
  await insert("assistant_tests", {
    ...ofAssistant,
    id: newId(),
    name: "Asks for the price",
    caller_lines: "[]",
    expectations: "[]",
  });
  await insert("assistant_test_runs", { ...ofAssistant, id: newId(), assistant_version: 1, simulated: true });
  await insert("phone_number_steps", {
    organization_id: org,
    phone_number_id: number,
    flow: "provision",
    step: "buy",
    position: 1,
    state: "done",
  });
  await insert("test_calls", { ...ofAssistant, id: newId(), kind: "web" });
  await insert("drift_findings", {
    organization_id: org,
    id: newId(),
    provider: "twilio",
    kind: "number_missing",
    resource_id: org,
    detail: "Gone",
  });
  await insert("vapi_credentials", {
    id: newId(),
    organization_id: org,
    scheme: "hmac",
    secret_ciphertext: Buffer.from("x"),
    encryption_key_id: "k",
  });
  await insert("contacts", { id: contact, organization_id: org, phone });
  await insert("outbox_events", {
    id: event,
    provider: "callflex",
    scope: org,
    event_key: event,
    type: "t",
    organization_id: org,
    body: Buffer.from("{}"),
  });
  await insert("outbox_events", {
    id: newId(),
    provider: "vapi",
    scope: org,
    event_key: `status-update:${call}:ended`,
    type: "status-update",
    organization_id: org,
    body: Buffer.from("{}"),
    received_at: started,
  });
  await insert("outbox_deliveries", { event_id: event, organization_id: org });
  await insert("live_events", { organization_id: org, type: "call_started" });
  await insert("call_refs", {
    organization_id: org,
    provider: "vapi",
    provider_call_id: call,
    call_id: call,
    started_at: started,
  });
  await insert("calls", {
    organization_id: org,
    id: call,
    started_at: started,
    provider_call_id: call,
    phone_number_id: number,
    assistant_id: assistant,
    contact_id: contact,
  });
  const ofCall = { organization_id: org, call_id: call, started_at: started };
  await insert("call_transcript_segments", {
    ...ofCall,
    segment_key: "a",
    spoken_at: started,
    speaker: "caller",
    text: "Hi",
    start_ms: 0,
  });
  await insert("call_transcripts", { ...ofCall, text: "Hi" });
  await insert("call_recordings", ofCall);
  await insert("call_actions", {
    ...ofCall,
    id: newId(),
    tool_call_id: "t",
    type: "takeMessage",
    status: "succeeded",
    input: "{}",
    answer: "{}",
  });
  await insert("call_processing_steps", {
    id: newId(),
    organization_id: org,
    call_id: call,
    step: "call_settled",
    state: "done",
  });
  await insert("inbox_items", {
    id: item,
    organization_id: org,
    call_id: call,
    contact_id: contact,
    source_key: "t",
    kind: "message",
    subject: "Call back",
  });
  await insert("notifications", {
    id: newId(),
    organization_id: org,
    call_id: call,
    inbox_item_id: item,
    dedupe_key: "t",
    kind: "message",
    channel: "email",
    recipient: "a@example.com",
    reference: "r",
  });
  await insert("audit_log", {
    id: newId(),
    organization_id: org,
    actor_kind: "system",
    action: "made",
    entity_type: "organization",
  });
  await insert("idempotency_keys", { organization_id: org, key: "k", request_hash: "h", expires_at: started });
  await insert("usage_periods", {
    id: period,
    organization_id: org,
    period_start: started,
    period_end: "2026-12-03T10:00:00Z",
  });
  await insert("usage_ledger", {
    organization_id: org,
    call_id: call,
    usage_period_id: period,
    usage_date: "2026-11-03",
    occurred_at: started,
    duration_seconds: 0,
    billed_seconds: 0,
    outcome: "answered",
  });
  await insert("daily_usage", { organization_id: org, usage_date: "2026-11-03" });
  return ids;
}
