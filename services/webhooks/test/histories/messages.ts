import { randomUUID } from "node:crypto";
import { twilioCallSid } from "../support/deliver.ts";
import type { Tenant } from "../support/tenant.ts";
import type { CallPlan, HistoryPlan, ReportPlan } from "./generate.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;

/** Callers by their number in the plan. The second hides theirs; the network knows the third by name. */
export const CALLERS = [
  { number: "+12125550101", heard: "Ada Lovelace", network: null },
  { number: "anonymous", heard: "Bo Anonymous", network: null },
  { number: "+12125550103", heard: "Cy Young", network: "Cy Young" },
] as const;

/** A call of a history with the names that it has at the providers. */
export interface HistoryCall {
  plan: CallPlan;
  id: string;
  sid: string;
  createdAt: Date;
  refused: boolean;
  /** In the order in which they happened. */
  messages: VapiMessageOf[];
  twilio: Record<string, string>[];
}

export type VapiMessageOf = { type: string; timestamp: number; call: { id: string } } & Record<string, unknown>;

/** Something that a provider delivers. */
export type Delivery =
  | { provider: "vapi"; message: VapiMessageOf; waitsForAnswer: boolean }
  | { provider: "twilio"; form: Record<string, string> };

const WAITS = new Set(["assistant-request", "tool-calls", "transfer-destination-request"]);

export const TOOL_ARGUMENTS = {
  takeMessage: { callerName: "Ada Lovelace", message: "Please call back" },
  scheduleCallback: { callerName: "Ada Lovelace", preferredTime: "tomorrow at 9", topic: "The invoice" },
  logDriverCallout: { driverName: "Bo", shift: "Route 7", reason: "has the flu" },
  unknown: { anything: true },
} as const;

function reportMessage(plan: ReportPlan, heard: string, answeredAt: number) {
  const endedAt = plan.seconds === null ? undefined : answeredAt + plan.seconds * SECOND_MS;
  return {
    type: "end-of-call-report",
    endedReason: plan.endedReason ?? undefined,
    startedAt: plan.answered ? new Date(answeredAt).toISOString() : undefined,
    endedAt: plan.answered && endedAt ? new Date(endedAt).toISOString() : undefined,
    cost: plan.cost === null ? undefined : plan.cost / 100,
    artifact: {
      messages: Array.from({ length: plan.words }, (_, n) => ({
        role: n % 2 === 0 ? "bot" : "user",
        message: `Line ${n}`,
        time: answeredAt + n * 2 * SECOND_MS,
        secondsFromStart: n * 2,
      })),
    },
    analysis: {
      summary: plan.summary ? "They talked." : undefined,
      structuredData: {
        ...(plan.named ? { callerName: heard } : {}),
        ...(plan.sentiment ? { sentiment: plan.sentiment } : {}),
      },
    },
  };
}

/** A call's messages, as both providers would send them had nothing gone wrong on the way. */
export function playCall(plan: CallPlan, history: HistoryPlan, tenant: Tenant, now: Date, index: number): HistoryCall {
  const id = randomUUID();
  const sid = twilioCallSid();
  const caller = CALLERS[plan.caller]!;
  const refused = plan.requested && history.blockedCaller && plan.caller === 0;
  const createdAt = new Date(
    Math.floor(now.getTime() / SECOND_MS) * SECOND_MS - plan.daysAgo * DAY_MS - index * HOUR_MS,
  );
  const full = {
    id,
    type: "inboundPhoneCall",
    createdAt: createdAt.toISOString(),
    phoneNumberId: tenant.number.vapiPhoneNumberId,
    assistantId: refused ? null : tenant.assistant.vapiAssistantId,
    phoneCallProviderId: sid,
    customer: { number: caller.number, ...(caller.network ? { name: caller.network } : {}) },
  };
  const early = plan.sparse
    ? { id, createdAt: full.createdAt, phoneNumberId: full.phoneNumberId, assistantId: null }
    : full;

  const asked = { ...full, assistantId: null };

  let clock = createdAt.getTime();
  const messages: VapiMessageOf[] = [];
  const say = (message: { type: string } & Record<string, unknown>, call: object & { id: string } = early) => {
    clock += SECOND_MS;
    messages.push({ timestamp: clock, call, ...message });
  };
  if (plan.requested) say({ type: "assistant-request" }, asked);
  for (const status of plan.statuses.filter((one) => one === "ringing" || one === "in-progress"))
    say({ type: "status-update", status });
  const answeredAt = clock + SECOND_MS;
  for (const [n, role] of plan.lines.entries())
    say({ type: "transcript", transcriptType: "final", role, transcript: `Said ${n}` });
  for (let n = 0; n < plan.stalls; n += 1) say({ type: "hang" });
  for (const [n, name] of plan.tools.entries())
    say({ type: "tool-calls", toolCallList: [{ id: `tool-${n}`, name, arguments: TOOL_ARGUMENTS[name] }] });
  for (let n = 0; n < plan.transfers; n += 1) say({ type: "transfer-destination-request" });
  if (plan.statuses.includes("forwarding")) say({ type: "status-update", status: "forwarding" });
  if (plan.statuses.includes("ended"))
    say({ type: "status-update", status: "ended", endedReason: "customer-ended-call" }, full);
  for (const report of plan.reports) say(reportMessage(report, caller.heard, answeredAt), full);

  const twilio = plan.twilio.map((status, n) => ({
    CallSid: sid,
    AccountSid: "AC8152c1a057afea64ff205206fe245c2c",
    CallStatus: status,
    SequenceNumber: String(n),
    ...(status === "completed" ? { CallDuration: "61" } : {}),
  }));
  return { plan, id, sid, createdAt, refused, messages, twilio };
}

/** Everything that is delivered about a call, in order. */
export function deliveriesOf(call: HistoryCall): Delivery[] {
  return [
    ...call.messages.map((message) => ({
      provider: "vapi" as const,
      message,
      waitsForAnswer: WAITS.has(message.type),
    })),
    ...call.twilio.map((form) => ({ provider: "twilio" as const, form })),
  ];
}
