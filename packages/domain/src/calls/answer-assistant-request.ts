import type { CallFacts } from "@callflex/contracts/vapi/call-facts";
import type { Tx } from "@callflex/db/transaction";
import { readE164 } from "../contacts/read-e164.ts";
import { ForeignResource } from "../errors.ts";
import { usagePeriod } from "../usage/usage-period.ts";
import { decideRoute, refusalTexts, type Refusal, type RouteDecision, type RouteFacts } from "./decide-route.ts";
import { ensureCall, type CallKey } from "./ensure-call.ts";
import { settleAgain } from "./settle-again.ts";

/** Answer to VAPI's assistant-request: an assistant, a number that takes the call at once, or words for the caller. */
export type AssistantRequestAnswer =
  | {
      assistantId: string;
      assistantOverrides: { variableValues: Record<string, string>; metadata: Record<string, string> };
    }
  | { destination: { type: "number"; number: string; message: string } }
  | { error: string };

/** Spoken when the number that was dialled is none of the organization's. */
export const UNKNOWN_NUMBER_TEXT = "The number you have dialled is not in service.";

interface RouteRow {
  phone_number_id: string;
  fallback_number: string | null;
  assistant_id: string | null;
  vapi_assistant_id: string | null;
  assistant_status: string | null;
  organization_name: string;
  timezone: string;
  subscription_status: string;
  trial_ends_at: Date;
  period_anchor_at: Date;
  included_minutes: number;
  overage_allowed: boolean;
  max_concurrent_calls: number;
  caller_blocked: boolean;
}

/**
 * Decides who takes a call that comes in, and makes its row. A refused call goes to the number's human fallback, or hears
 * why; never silence.
 *
 * @param input.now our clock
 * @param input.repeated the request was answered before: who took the call or was refused then is not asked again
 * @throws {ForeignResource} the number that was dialled is none of the organization's
 */
export async function answerAssistantRequest(
  tx: Tx,
  input: { organizationId: string; facts: CallFacts; now: Date; repeated: boolean },
): Promise<AssistantRequestAnswer> {
  const { organizationId, facts, now } = input;
  const route = await loadRoute(tx, organizationId, facts);
  if (!route) throw new ForeignResource(`VAPI's phone number ${facts.vapiPhoneNumberId} is none of the organization's`);
  const call = await ensureCall(tx, { organizationId, facts, receivedAt: now });
  const decision =
    (input.repeated ? await decidedBefore(tx, call, route) : null) ??
    decideRoute(await loadRouteFacts(tx, organizationId, route, call.callId, now));
  if ("refusal" in decision) {
    const added = await tx.run(
      "UPDATE calls SET refusal = $4 WHERE organization_id = $1 AND id = $2 AND started_at = $3 AND refusal IS NULL",
      [organizationId, call.callId, call.startedAt, decision.refusal],
    );
    if (added > 0) await settleAgain(tx, call);
    const spoken = refusalTexts[decision.refusal];
    const forwards = route.fallback_number && decision.refusal !== "caller_blocked";
    return forwards
      ? { destination: { type: "number", number: route.fallback_number!, message: spoken } }
      : { error: spoken };
  }
  await tx.run(
    "UPDATE calls SET assistant_id = $4 WHERE organization_id = $1 AND id = $2 AND started_at = $3 AND assistant_id IS NULL",
    [organizationId, call.callId, call.startedAt, route.assistant_id],
  );
  return {
    assistantId: decision.vapiAssistantId,
    assistantOverrides: {
      variableValues: { businessName: route.organization_name, timezone: route.timezone },
      metadata: { callflexCallId: call.callId },
    },
  };
}

/** What was decided when the request came first; null where nothing of that is left. */
async function decidedBefore(
  tx: Tx,
  call: CallKey & { created: boolean },
  route: RouteRow,
): Promise<RouteDecision | null> {
  if (call.created) return null;
  const [row] = await tx.rows<{ refusal: Refusal | null }>(
    "SELECT refusal FROM calls WHERE organization_id = $1 AND id = $2 AND started_at = $3",
    [call.organizationId, call.callId, call.startedAt],
  );
  if (row?.refusal) return { refusal: row.refusal };
  return route.vapi_assistant_id ? { vapiAssistantId: route.vapi_assistant_id } : null;
}

async function loadRoute(tx: Tx, organizationId: string, facts: CallFacts): Promise<RouteRow | null> {
  const [row] = await tx.rows<RouteRow>(
    `SELECT n.id AS phone_number_id, n.fallback_number, n.assistant_id, a.vapi_assistant_id, a.status AS assistant_status,
            o.name AS organization_name, o.timezone, o.subscription_status, o.trial_ends_at, o.period_anchor_at,
            p.included_minutes, p.overage_allowed, p.max_concurrent_calls,
            EXISTS (SELECT FROM contacts c WHERE c.organization_id = o.id AND c.phone = $3 AND c.blocked) AS caller_blocked
     FROM phone_numbers n
     JOIN organizations o ON o.id = n.organization_id
     JOIN plans p ON p.key = o.plan_key
     LEFT JOIN assistants a ON a.organization_id = n.organization_id AND a.id = n.assistant_id AND a.deleted_at IS NULL
     WHERE n.organization_id = $1 AND n.vapi_phone_number_id = $2 AND n.state = 'active'`,
    [organizationId, facts.vapiPhoneNumberId, readE164(facts.customerNumber)],
  );
  return row ?? null;
}

/** Calls that VAPI stopped telling us about don't count as live for ever. */
const LONGEST_CALL = "2 hours";

async function loadRouteFacts(
  tx: Tx,
  organizationId: string,
  route: RouteRow,
  callId: string,
  now: Date,
): Promise<RouteFacts> {
  const period = usagePeriod(route.period_anchor_at, now);
  const [figures] = await tx.rows<{ used: number; live: number }>(
    `SELECT coalesce((SELECT seconds FROM usage_periods WHERE organization_id = $1 AND period_start = $2), 0)::float8 AS used,
            (SELECT count(*) FROM calls WHERE organization_id = $1 AND status <> 'ended' AND refusal IS NULL AND id <> $3
               AND started_at > $4::timestamptz - interval '${LONGEST_CALL}')::int AS live`,
    [organizationId, period.start, callId, now],
  );
  return {
    assistant: route.assistant_id
      ? { vapiAssistantId: route.vapi_assistant_id, status: route.assistant_status ?? "" }
      : null,
    callerBlocked: route.caller_blocked,
    subscriptionStatus: route.subscription_status,
    trialEndsAt: route.trial_ends_at,
    plan: {
      includedMinutes: route.included_minutes,
      overageAllowed: route.overage_allowed,
      maxConcurrentCalls: route.max_concurrent_calls,
    },
    usedSeconds: figures?.used ?? 0,
    liveCalls: figures?.live ?? 0,
    now,
  };
}
