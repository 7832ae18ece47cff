import { readCallFacts } from "@callflex/contracts/vapi/call-facts";
import { readArguments, readToolCalls, type ToolCall } from "@callflex/contracts/vapi/tool-calls";
import type { VapiMessage } from "@callflex/contracts/vapi/server-message";
import { ensureCallPartitions } from "@callflex/db/call-partitions";
import type { Pool } from "@callflex/db/pool";
import { isTransient, transaction, type Tx } from "@callflex/db/transaction";
import { answerAssistantRequest, UNKNOWN_NUMBER_TEXT } from "@callflex/domain/calls/answer-assistant-request";
import { answerTransferRequest } from "@callflex/domain/calls/answer-transfer-request";
import { ensureCall } from "@callflex/domain/calls/ensure-call";
import { recordAction } from "@callflex/domain/calls/record-action";
import { ForeignResource, MissingMonth } from "@callflex/domain/errors";
import { recordEventsWith } from "@callflex/domain/outbox/record-events";
import { recordRejected } from "@callflex/domain/outbox/record-rejected";
import type { Logger } from "@callflex/platform/logger";
import { LRUCache } from "lru-cache";
import type { SynchronousDelivery } from "../ingest/ingest-vapi.ts";
import type { IngestOutcome } from "../ingest/outcome.ts";
import { type Deadline, withDeadline } from "./deadline.ts";

export interface AnswerVapiDeps {
  pool: Pool;
  logger: Logger;
  /** Called after a commit: dashboards and the relay have something to do. */
  onCommitted: () => void;
  now: () => Date;
  /** Time until the safe answer, by message type; VAPI waits 7.5 s for an assistant and 20 s for a tool. */
  budgets?: { assistantRequestMs: number; toolCallsMs: number };
  /** Calls at once that VAPI's account allows, all organizations together. */
  providerLimit?: number;
}

const DEFAULT_BUDGETS = { assistantRequestMs: 4_000, toolCallsMs: 6_000 };

/** What a tool answers when it could not be carried out in time. */
const NOTHING_DONE =
  "This could not be done right now, nothing was saved. Apologize and offer to try again or to call back.";
const NO_TRANSFER = "Nobody can take the call right now. Offer to take a message instead.";

function toolResults(calls: ToolCall[], answers: string[]) {
  return {
    results: calls.map((call, index) => ({
      toolCallId: call.id,
      name: call.name,
      result: oneLine(answers[index] ?? NOTHING_DONE),
    })),
  };
}

/** VAPI drops a result with line breaks. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]\s*/g, " ");
}

/** A legacy function-call has no id; its call, name and time stand in for one. */
function legacyToolCall(message: VapiMessage, eventKey: string): ToolCall {
  const { name = "", parameters } = message.functionCall ?? {};
  return { id: eventKey, name, arguments: readArguments(parameters) };
}

/**
 * Answers what VAPI waits for. The event and its effect commit together before the answer; when that can't be done in
 * time, or at all, a safe answer is given and nothing was done.
 */
export function createAnswerVapi(deps: AnswerVapiDeps): (delivery: SynchronousDelivery) => Promise<IngestOutcome> {
  const budgets = deps.budgets ?? DEFAULT_BUDGETS;
  const lastGoodAnswers = new LRUCache<string, object>({ max: 10_000, ttl: 24 * 3_600_000 });

  /** Runs the work of one delivery in a transaction that the deadline can refuse. */
  async function commit<T>(
    deadline: Deadline,
    delivery: SynchronousDelivery,
    work: (tx: Tx, repeated: boolean) => Promise<T>,
  ): Promise<T> {
    const attempt = () =>
      transaction(deps.pool, async (tx) => {
        const added = await recordEventsWith(tx, [delivery.event]);
        const result = await work(tx, added.size === 0);
        deadline.seal();
        return result;
      });
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof MissingMonth) await ensureCallPartitions(deps.pool, error.month, error.month);
      // A deadlock or a connection that was ended: nothing was done, and VAPI waits for no second delivery.
      else if (!isTransient(error)) throw error;
      return await attempt();
    } finally {
      deps.onCommitted();
    }
  }

  async function reject(delivery: SynchronousDelivery, reason: string): Promise<void> {
    try {
      await transaction(deps.pool, (tx) => recordRejected(tx, delivery.event, reason));
    } catch (error) {
      deps.logger.error(
        { err: error, organizationId: delivery.organizationId, reason },
        "could not record a rejection",
      );
    }
  }

  async function assistantRequest(delivery: SynchronousDelivery): Promise<IngestOutcome> {
    const { organizationId, message } = delivery;
    const facts = readCallFacts(message);
    if (!facts) return { kind: "answered", body: { error: UNKNOWN_NUMBER_TEXT } };
    const number = `${organizationId}/${facts.vapiPhoneNumberId}`;
    // Without an answer VAPI connects the number's own fallback; the last good assistant is better than that.
    const fallback = (): IngestOutcome => {
      const last = lastGoodAnswers.get(number);
      return last ? { kind: "answered", body: last } : { kind: "unavailable" };
    };
    try {
      return await withDeadline(budgets.assistantRequestMs, fallback, async (deadline) => {
        const answer = await commit(deadline, delivery, (tx, repeated) =>
          answerAssistantRequest(tx, {
            organizationId,
            facts,
            now: deps.now(),
            repeated,
            providerLimit: deps.providerLimit ?? null,
          }),
        );
        // Another assistant may be there for certain callers or hours alone.
        if (answer.byOwnAssistant && "assistantId" in answer.body) {
          const { metadata: _ofThisCall, ...assistantOverrides } = answer.body.assistantOverrides;
          lastGoodAnswers.set(number, { assistantId: answer.body.assistantId, assistantOverrides });
        }
        return { kind: "answered", body: answer.body };
      });
    } catch (error) {
      if (error instanceof ForeignResource) {
        await reject(delivery, error.message);
        return { kind: "answered", body: { error: UNKNOWN_NUMBER_TEXT } };
      }
      deps.logger.error({ err: error, organizationId, type: message.type }, "could not answer, falling back");
      return fallback();
    }
  }

  async function answerAboutCall(
    delivery: SynchronousDelivery,
    safe: object,
    work: (tx: Tx, call: Awaited<ReturnType<typeof ensureCall>>) => Promise<object>,
  ): Promise<IngestOutcome> {
    const { organizationId, message } = delivery;
    const facts = readCallFacts(message);
    const nothingDone = (): IngestOutcome => ({ kind: "answered", body: safe });
    if (!facts) return nothingDone();
    try {
      return await withDeadline(budgets.toolCallsMs, nothingDone, async (deadline) => ({
        kind: "answered",
        body: await commit(deadline, delivery, async (tx) =>
          work(tx, await ensureCall(tx, { organizationId, facts, receivedAt: deps.now() })),
        ),
      }));
    } catch (error) {
      if (error instanceof ForeignResource) await reject(delivery, error.message);
      else deps.logger.error({ err: error, organizationId, type: message.type }, "could not answer, nothing was done");
      return nothingDone();
    }
  }

  return (delivery) => {
    const { message, event } = delivery;
    switch (message.type) {
      case "assistant-request":
        return assistantRequest(delivery);
      case "tool-calls": {
        const toolCalls = readToolCalls(message);
        return answerAboutCall(delivery, toolResults(toolCalls, []), async (tx, call) => {
          const answers: string[] = [];
          for (const toolCall of toolCalls) answers.push(await recordAction(tx, call, toolCall));
          return toolResults(toolCalls, answers);
        });
      }
      case "function-call":
        return answerAboutCall(delivery, { result: NOTHING_DONE }, async (tx, call) => ({
          result: oneLine(await recordAction(tx, call, legacyToolCall(message, event.eventKey))),
        }));
      case "transfer-destination-request":
        return answerAboutCall(delivery, { error: NO_TRANSFER }, (tx, call) =>
          answerTransferRequest(tx, call, { requestKey: event.eventKey, wanted: lastWords(message) }),
        );
      default:
        return answerAboutCall(delivery, { error: NO_TRANSFER }, () => Promise.resolve({ error: NO_TRANSFER }));
    }
  };
}

/** What the caller said last: VAPI doesn't say whom they want. */
function lastWords(message: VapiMessage): string | null {
  const lines = message.artifact?.messages ?? message.messages ?? [];
  return lines.findLast((line) => line.role === "user")?.message ?? null;
}
