/**
 * A kind of record in an export: what of a row is in it, and the order in which rows are read. Columns are named one by
 * one, so that a column that is added later (a hash, a provider's cost) isn't exported by accident.
 */
export interface ExportPart {
  type: string;
  /** Select list; names become the record's fields. */
  columns: string;
  /** Source with the alias `r`, which has organization_id. */
  from: string;
  /** Columns that order the rows and tell them apart, with their types. */
  key: readonly { column: string; type: string }[];
}

const CREATED = [
  { column: "r.created_at", type: "timestamptz" },
  { column: "r.id", type: "uuid" },
] as const;
const ID = [{ column: "r.id", type: "uuid" }] as const;

/** The rows of a table that belong to the call `r`, as a JSON array. */
function ofCall(table: string, columns: string, order: string): string {
  return `(SELECT coalesce(json_agg(to_json(part) ORDER BY ${order}), '[]') FROM (
    SELECT ${columns} FROM ${table} s WHERE s.organization_id = r.organization_id AND s.call_id = r.id AND s.started_at = r.started_at
  ) part)`;
}

/** Everything that an organization has here, in the order of the export. Secrets, hashes and our own costs stay out. */
export const exportParts: readonly ExportPart[] = [
  {
    type: "organization",
    columns: `r.id, r.name, r.slug, r.industry_slug AS "industrySlug", r.plan_key AS "planKey", r.timezone, r.locale,
      r.subscription_status AS "subscriptionStatus", r.trial_ends_at AS "trialEndsAt", r.delete_after AS "deleteAfter",
      r.created_at AS "createdAt"`,
    from: "(SELECT o.*, o.id AS organization_id FROM organizations o) r",
    key: ID,
  },
  {
    type: "settings",
    columns: "r.settings",
    from: "(SELECT o.*, o.id AS organization_id FROM organizations o) r",
    key: ID,
  },
  {
    type: "member",
    columns: `r.user_id AS "userId", u.name, u.email, r.role, r.created_at AS "joinedAt"`,
    from: "organization_members r JOIN users u ON u.id = r.user_id",
    key: CREATED,
  },
  {
    type: "invitation",
    columns: `r.id, r.email, r.role, r.status, r.expires_at AS "expiresAt", r.created_at AS "createdAt"`,
    from: "invitations r",
    key: CREATED,
  },
  {
    type: "api_key",
    columns: `r.id, r.name, r.prefix, r.scopes, r.expires_at AS "expiresAt", r.last_used_at AS "lastUsedAt",
      r.revoked_at AS "revokedAt", r.created_at AS "createdAt"`,
    from: "api_keys r",
    key: CREATED,
  },
  {
    type: "assistant",
    columns: `r.id, r.name, r.status, r.language, r.first_message AS "firstMessage", r.personality, r.prompt, r.variables,
      r.variable_values AS "variableValues", r.capabilities,
      r.functions, r.voice, r.deleted_at AS "deletedAt", r.created_at AS "createdAt"`,
    from: "assistants r",
    key: ID,
  },
  {
    type: "assistant_version",
    columns: `r.assistant_id AS "assistantId", r.version, r.content, r.restored_from AS "restoredFrom", r.created_by AS "createdBy",
      r.created_at AS "createdAt"`,
    from: "assistant_versions r",
    key: [
      { column: "r.assistant_id", type: "uuid" },
      { column: "r.version", type: "integer" },
    ],
  },
  {
    type: "knowledge_entry",
    columns: `r.id, r.assistant_id AS "assistantId", r.kind, r.title, r.content, r.source_url AS "sourceUrl", r.file_name AS "fileName",
      r.state, r.last_error AS "lastError", r.created_at AS "createdAt"`,
    from: "knowledge_entries r",
    key: ID,
  },
  {
    type: "assistant_test",
    columns: `r.id, r.assistant_id AS "assistantId", r.name, r.caller_lines AS "callerLines", r.expectations, r.created_at AS "createdAt"`,
    from: "assistant_tests r",
    key: ID,
  },
  {
    type: "assistant_test_run",
    columns: `r.id, r.assistant_id AS "assistantId", r.assistant_version AS "assistantVersion", r.state, r.simulated, r.results,
      r.last_error AS "lastError", r.created_at AS "createdAt", r.finished_at AS "finishedAt"`,
    from: "assistant_test_runs r",
    key: ID,
  },
  {
    type: "phone_number",
    columns: `r.id, r.e164, r.label, r.state, r.assistant_id AS "assistantId", r.fallback_number AS "fallbackNumber", r.routing,
      r.created_at AS "createdAt"`,
    from: "phone_numbers r",
    key: ID,
  },
  {
    type: "contact",
    columns: `r.id, r.phone, r.name, r.email, r.notes, r.tags, r.blocked, r.first_call_at AS "firstCallAt",
      r.last_call_at AS "lastCallAt", r.created_at AS "createdAt"`,
    from: "contacts r",
    key: ID,
  },
  {
    type: "call",
    columns: `r.id, r.started_at AS "startedAt", r.direction, r.status, r.outcome, r.phone_number_id AS "phoneNumberId",
      r.assistant_id AS "assistantId", r.contact_id AS "contactId", r.caller_number AS "callerNumber", r.caller_name AS "callerName",
      r.answered_at AS "answeredAt", r.ended_at AS "endedAt", r.ended_reason AS "endedReason", r.refusal,
      r.duration_seconds AS "durationSeconds", r.summary, r.sentiment, r.success, r.analysis,
      ${ofCall("call_transcript_segments", `s.segment_key AS key, s.speaker, s.text, s.start_ms AS "startMs", s.end_ms AS "endMs", s.spoken_at AS "spokenAt"`, `part."spokenAt", part.key`)} AS transcript,
      ${ofCall("call_recordings", `s.state, s.channels, s.duration_ms AS "durationMs"`, "part.state")} AS recordings,
      ${ofCall("call_actions", `s.id, s.type, s.status, s.input, s.answer, s.created_at AS "createdAt"`, `part."createdAt", part.id`)} AS actions,
      (SELECT coalesce(json_agg(to_json(part) ORDER BY part."startedAt", part.step, part.subject), '[]') FROM (
        SELECT s.step, s.subject, s.state, s.detail, s.started_at AS "startedAt", s.finished_at AS "finishedAt"
        FROM call_processing_steps s WHERE s.organization_id = r.organization_id AND s.call_id = r.id
      ) part) AS timeline`,
    from: "calls r",
    key: [
      { column: "r.started_at", type: "timestamptz" },
      { column: "r.id", type: "uuid" },
    ],
  },
  {
    type: "inbox_item",
    columns: `r.id, r.kind, r.call_id AS "callId", r.contact_id AS "contactId", r.caller_name AS "callerName",
      r.caller_number AS "callerNumber", r.subject, r.details, r.note, r.due_at AS "dueAt", r.read_at AS "readAt", r.done_at AS "doneAt",
      r.done_by AS "doneBy", r.created_at AS "createdAt"`,
    from: "inbox_items r",
    key: CREATED,
  },
  {
    type: "notification",
    columns: `r.id, r.call_id AS "callId", r.inbox_item_id AS "inboxItemId", r.kind, r.channel, r.recipient, r.state, r.attempts,
      r.last_error AS "lastError", r.sent_at AS "sentAt", r.delivered_at AS "deliveredAt", r.created_at AS "createdAt"`,
    from: "notifications r",
    key: ID,
  },
  {
    type: "usage_period",
    columns: `r.period_start AS "periodStart", r.period_end AS "periodEnd", r.seconds`,
    from: "usage_periods r",
    key: [{ column: "r.period_start", type: "timestamptz" }],
  },
  {
    type: "usage",
    columns: `r.call_id AS "callId", r.usage_date AS date, r.occurred_at AS "occurredAt", r.duration_seconds AS "durationSeconds",
      r.billed_seconds AS "billedSeconds", r.unbilled_reason AS "unbilledReason", r.outcome`,
    from: "usage_ledger r",
    key: [{ column: "r.call_id", type: "uuid" }],
  },
  {
    type: "daily_usage",
    columns: `r.usage_date AS date, r.calls, r.transferred_calls AS "transferredCalls", r.missed_calls AS "missedCalls",
      r.duration_seconds AS "durationSeconds", r.billed_seconds AS "billedSeconds"`,
    from: "daily_usage r",
    key: [{ column: "r.usage_date", type: "date" }],
  },
  {
    type: "audit_entry",
    columns: `r.id, r.action, r.actor_kind AS "actorKind", r.actor_user_id AS "actorUserId", r.api_key_id AS "apiKeyId",
      r.entity_type AS "entityType", r.entity_id AS "entityId", r.before, r.after, r.ip_address AS "ipAddress",
      r.request_id AS "requestId", r.created_at AS "createdAt"`,
    from: "audit_log r",
    key: CREATED,
  },
];
