import { readCallFacts, type CallFacts } from "@callflex/contracts/vapi/call-facts";
import { parseVapiMessage, type VapiMessage } from "@callflex/contracts/vapi/server-message";
import { workflowId, WORKFLOWS, type ProcessCallEndInput } from "@callflex/contracts/workflow";
import type { Tx } from "@callflex/db/transaction";
import { applyStatus } from "@callflex/domain/calls/apply-status";
import { applyTranscript } from "@callflex/domain/calls/apply-transcript";
import { countStall } from "@callflex/domain/calls/count-stall";
import { ensureCall, type CallKey } from "@callflex/domain/calls/ensure-call";
import { learnFacts } from "@callflex/domain/calls/learn-facts";
import { settleAgain } from "@callflex/domain/calls/settle-again";
import type { ClaimedEvent } from "@callflex/domain/outbox/claim-batch";
import type { Handler, HandlerContext } from "../handler.ts";

interface AboutCall {
  organizationId: string;
  message: VapiMessage;
  facts: CallFacts;
  /** When it happened by VAPI's clock, else when it reached us. */
  at: Date;
}

function read(event: ClaimedEvent): AboutCall | null {
  const message = parseVapiMessage(event.body);
  const facts = readCallFacts(message);
  if (!facts || !event.organizationId) return null;
  return {
    organizationId: event.organizationId,
    message,
    facts,
    at: message.timestamp === undefined ? event.receivedAt : new Date(message.timestamp),
  };
}

/** A handler that applies a message straight to its call. */
function applied(apply: (tx: Tx, call: CallKey, about: AboutCall) => Promise<void>): Handler {
  return async (context, event) => {
    const about = read(event);
    if (!about) return "done";
    await context.effect(async (tx) => {
      const call = await ensureCall(tx, {
        organizationId: about.organizationId,
        facts: about.facts,
        receivedAt: event.receivedAt,
      });
      await apply(tx, call, about);
    });
    return "settled";
  };
}

/** The report makes the call's row, if it is the first to arrive, and hands the rest to the workflow. */
async function endOfCallReport(context: HandlerContext, event: ClaimedEvent): Promise<"done"> {
  const about = read(event);
  if (!about) return "done";
  const { organizationId, facts, message, at } = about;
  const { call, settled } = await context.prepare(async (tx) => {
    const found = await ensureCall(tx, { organizationId, facts, receivedAt: event.receivedAt });
    await learnFacts(tx, found, facts);
    await applyStatus(tx, found, { status: "ended", at, endedReason: message.endedReason });
    const [row] = await tx.rows<{ settled_at: Date | null }>(
      "SELECT settled_at FROM calls WHERE organization_id = $1 AND id = $2 AND started_at = $3",
      [organizationId, found.callId, found.startedAt],
    );
    return { call: found, settled: Boolean(row?.settled_at) };
  });
  const input: ProcessCallEndInput = { organizationId, callId: call.callId, eventId: event.id };
  await context.workflows.start({
    workflowType: WORKFLOWS.processCallEnd,
    // A later report of a call that is settled needs a run of its own: the first one's id is used up.
    workflowId: settled ? workflowId.callEndRerun(call.callId, event.id) : workflowId.callEnd(call.callId),
    args: [input],
    organizationId,
    callId: call.callId,
    summary: `Call ${call.callId} ended`,
  });
  return "done";
}

export const vapiHandlers: Record<string, Handler> = {
  "status-update": applied(async (tx, call, { message, facts, at }) => {
    await learnFacts(tx, call, facts);
    await applyStatus(tx, call, { status: message.status, at, endedReason: message.endedReason });
    if (message.status === "ended") await settleAgain(tx, call);
  }),
  "transfer-update": applied((tx, call, { at }) => applyStatus(tx, call, { status: "forwarding", at })),
  transcript: applied((tx, call, { message, at }) => {
    const text = message.transcript?.trim();
    if (!text) return Promise.resolve();
    return applyTranscript(tx, call, { speaker: message.role === "user" ? "caller" : "assistant", text, at });
  }),
  hang: applied((tx, call) => countStall(tx, call)),
  "end-of-call-report": endOfCallReport,
};
