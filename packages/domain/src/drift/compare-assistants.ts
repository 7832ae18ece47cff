import {
  isYoung,
  type AssistantRow,
  type Difference,
  type DriftExpectation,
  type DriftResources,
  type DriftRows,
  type VapiAssistant,
} from "./drift-facts.ts";

/** True while an assistant is on its way to VAPI, or somebody has changed it just now. */
function isBusy(row: AssistantRow, expected: DriftExpectation): boolean {
  return row.syncState === "pending" || isYoung(row.changedAt, expected);
}

function belongsThere(row: AssistantRow): boolean {
  return !row.deleted && row.status !== "draft";
}

function ofAssistant(row: AssistantRow) {
  return { organizationId: row.organizationId, assistantId: row.id, phoneNumberId: null, provider: "vapi" as const };
}

function asExpected(assistant: VapiAssistant, row: AssistantRow, expected: DriftExpectation): Difference[] {
  const parts = row.pushedConfig ? expected.configDrift(row.pushedConfig, assistant.config, row.pushEcho) : [];
  if (parts.length === 0) return [];
  const detail = `changed there: ${parts.map(({ part }) => part).join(", ")}`;
  // A push shows what differs and leaves it; once that is known, another push would replace it, which a person decides.
  const repair = row.driftKnown ? null : ("sync" as const);
  const busy = isBusy(row, expected);
  return [{ ...ofAssistant(row), kind: "assistant_changed", resourceId: assistant.id, detail, repair, busy }];
}

function withoutUse(
  assistant: VapiAssistant,
  {
    row,
    organizationIds,
    expected,
  }: { row: AssistantRow | undefined; organizationIds: Set<string>; expected: DriftExpectation },
): Difference {
  const { owner } = assistant;
  const young = isYoung(assistant.createdAt, expected);
  const shared = { provider: "vapi" as const, resourceId: assistant.id, repair: null, phoneNumberId: null };
  if (row) {
    const busy = young || isBusy(row, expected);
    const kind = belongsThere(row) ? ("assistant_double" as const) : ("assistant_left_over" as const);
    const detail = belongsThere(row) ? `is there besides ${row.vapiAssistantId}` : "its row is deleted or a draft";
    return { ...shared, ...ofAssistant(row), kind, detail, busy };
  }
  if (!owner) {
    const detail = "carries no id of ours";
    return { ...shared, organizationId: null, assistantId: null, kind: "assistant_unowned", detail, busy: young };
  }
  // It may be another installation's: only an organization that is here can be told.
  const organizationId = organizationIds.has(owner.organizationId) ? owner.organizationId : null;
  const detail = `there is no row ${owner.assistantId}`;
  return { ...shared, organizationId, assistantId: null, kind: "assistant_left_over", detail, busy: young };
}

/** How assistants at VAPI differ from those here. */
export function compareAssistants(
  { assistants, organizationIds }: Pick<DriftRows, "assistants" | "organizationIds">,
  { vapiAssistants }: Pick<DriftResources, "vapiAssistants">,
  expected: DriftExpectation,
): Difference[] {
  const rows = new Map(assistants.map((row) => [row.id, row]));
  const byId = new Map(vapiAssistants.map((assistant) => [assistant.id, assistant]));
  const rowOfId = new Map(
    assistants.flatMap((row) => (row.vapiAssistantId ? [[row.vapiAssistantId, row] as const] : [])),
  );
  const found: Difference[] = [];
  const used = new Set<string>();
  for (const row of assistants) {
    if (!belongsThere(row) || !row.vapiAssistantId) continue;
    const assistant = byId.get(row.vapiAssistantId);
    if (assistant) {
      used.add(assistant.id);
      found.push(...asExpected(assistant, row, expected));
    } else {
      const shared = { ...ofAssistant(row), resourceId: row.vapiAssistantId, repair: "sync" as const };
      const detail = "is not there";
      found.push({ ...shared, kind: "assistant_missing", detail, busy: isBusy(row, expected) });
    }
  }
  const organizations = new Set(organizationIds);
  for (const assistant of vapiAssistants) {
    if (used.has(assistant.id)) continue;
    const { owner } = assistant;
    const row = rowOfId.get(assistant.id) ?? (owner ? rows.get(owner.assistantId) : undefined);
    found.push(withoutUse(assistant, { row, organizationIds: organizations, expected }));
  }
  return found;
}
