import type { CallAction } from "@callflex/contracts/api/calls";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { findCall } from "./find-call.ts";

interface ActionRow {
  id: string;
  type: CallAction["type"];
  status: CallAction["status"];
  input: unknown;
  answer: { text?: unknown } | string | null;
  created_at: Date;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : { value };
}

/** What the function was given; kept together with the name that the model called it by. */
function givenArguments(stored: unknown): Record<string, unknown> {
  const call = asRecord(stored);
  return typeof call.name === "string" && "arguments" in call ? asRecord(call.arguments) : call;
}

function answerText(answer: ActionRow["answer"]): string {
  if (typeof answer === "string") return answer;
  return typeof answer?.text === "string" ? answer.text : JSON.stringify(answer);
}

/**
 * What the assistant did during the call, in order.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function listActions({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<{ data: CallAction[] }> {
  requirePermission(ctx.actor, "calls.read");
  const call = await findCall(ctx, input.id);
  const rows = await ctx.tx.$queryRaw<ActionRow[]>`
    SELECT id, type, status, input, answer, created_at FROM call_actions
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND call_id = ${call.id}::uuid
      AND started_at = ${call.startedAtExact}::timestamptz
    ORDER BY created_at, id`;
  return {
    data: rows.map((row) => ({
      id: row.id,
      type: row.type,
      status: row.status,
      input: givenArguments(row.input),
      answer: answerText(row.answer),
      createdAt: row.created_at.toISOString(),
    })),
  };
}
