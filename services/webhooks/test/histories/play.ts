import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { parseVapiMessage } from "@callflex/contracts/vapi/server-message";
import { workflowId, type ProcessCallEndInput } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import type { Pool } from "@callflex/db/pool";
import { autocommit, isTransient, transaction } from "@callflex/db/transaction";
import { settleCall } from "@callflex/domain/calls/settle-call";
import type { ClaimedEvent } from "@callflex/domain/outbox/claim-batch";
import { recordEvents, type ReceivedEvent } from "@callflex/domain/outbox/record-events";
import { settle } from "@callflex/domain/outbox/settle";
import { makeContact } from "@callflex/testing/factories";
import { vapiEvent } from "../../src/ingest/ingest-vapi.ts";
import { handleEvent } from "../../src/relay/handle-event.ts";
import type { WorkflowStarter } from "../../src/relay/workflow-starter.ts";
import { createAnswerVapi } from "../../src/vapi-tools/answer-vapi.ts";
import { quietLogger } from "../support/installation.ts";
import { makeTenant, type Tenant } from "../support/tenant.ts";
import { chance, disordered, type HistoryPlan } from "./generate.ts";
import { CALLERS, deliveriesOf, playCall, type Delivery, type HistoryCall } from "./messages.ts";

/** Workflows that were asked for and have not run: they run when the history says so, each id once. */
function createQueue(): { starter: WorkflowStarter; take: () => ProcessCallEndInput | undefined } {
  const seen = new Set<string>();
  const waiting: ProcessCallEndInput[] = [];
  return {
    take: () => waiting.shift(),
    starter: {
      start: async (start) => {
        if (seen.has(start.workflowId)) return;
        seen.add(start.workflowId);
        waiting.push(start.args[0] as ProcessCallEndInput);
      },
      signalWithStart: async () => undefined,
      signal: async () => true,
      signalDeliveryStatus: async () => true,
      backlog: async () => 0,
      room: () => Number.MAX_SAFE_INTEGER,
      close: async () => undefined,
    },
  };
}

interface Stage {
  pool: Pool;
  tenant: Tenant;
  starter: WorkflowStarter;
  claimedBy: string;
  /** What the sender of each waiting request was answered first. */
  answers: Map<string, unknown>;
}

function twilioEvent(form: Record<string, string>): ReceivedEvent {
  return {
    id: newId(),
    provider: "twilio",
    scope: form["AccountSid"]!,
    eventKey: `call-status:${form["CallSid"]}:${form["CallStatus"]}:${form["SequenceNumber"]}`,
    revision: "",
    type: "call-status",
    organizationId: null,
    orderingKey: `twilio:${form["CallSid"]}`,
    body: Buffer.from(new URLSearchParams(form).toString()),
    deliver: true,
  };
}

/** A request that VAPI waits for: a repeat must get the first answer. */
async function ask(stage: Stage, delivery: Delivery & { provider: "vapi" }, event: ReceivedEvent): Promise<void> {
  const answer = createAnswerVapi({
    pool: stage.pool,
    logger: quietLogger,
    onCommitted: () => undefined,
    now: () => new Date(),
    budgets: { assistantRequestMs: 60_000, toolCallsMs: 60_000 },
  });
  const { organizationId } = stage.tenant;
  const given = await answer({ organizationId, message: parseVapiMessage(event.body), event });
  const first = stage.answers.get(event.eventKey);
  if (first !== undefined && !isDeepStrictEqual(first, given))
    throw new Error(`${event.eventKey}: first ${JSON.stringify(first)}, then ${JSON.stringify(given)}`);
  stage.answers.set(event.eventKey, given);
}

/** Takes a delivery at the door. @returns the id of the event that is left to carry out, if it is new */
async function take(stage: Stage, delivery: Delivery): Promise<string | undefined> {
  if (delivery.provider === "twilio") {
    const event = twilioEvent(delivery.form);
    return [...(await recordEvents(stage.pool, [event]))][0];
  }
  const body = Buffer.from(JSON.stringify({ message: delivery.message }));
  const event = vapiEvent(stage.tenant.organizationId, parseVapiMessage(body), body);
  if (delivery.waitsForAnswer) {
    await ask(stage, delivery, event);
    return undefined;
  }
  return [...(await recordEvents(stage.pool, [event]))][0];
}

/** Carries out one event as the relay does. @returns false when it has to wait for another */
async function carryOut(stage: Stage, eventId: string): Promise<boolean> {
  const { pool, claimedBy } = stage;
  const [event] = await autocommit(pool, (tx) =>
    tx.rows<ClaimedEvent>(
      `WITH claimed AS (
         UPDATE outbox_deliveries SET claimed_by = $2, claimed_until = now() + interval '1 minute', attempts = attempts + 1
         WHERE event_id = $1 AND claimed_by IS NULL RETURNING event_id, attempts, created_at
       )
       SELECT e.id, e.provider, e.scope, e.type, e.event_key AS "eventKey", e.organization_id AS "organizationId",
              e.body, e.received_at AS "receivedAt", c.attempts, c.created_at AS "createdAt"
       FROM claimed c JOIN outbox_events e ON e.id = c.event_id`,
      [eventId, claimedBy],
    ),
  );
  if (!event) return true;
  const settlement = await handleEvent({ pool, workflows: stage.starter, claimedBy }, event, new Date());
  if (settlement === "settled") return true;
  await autocommit(pool, (tx) => settle(tx, { eventId, claimedBy, settlement }));
  if (settlement.kind === "parked" || settlement.kind === "released") return false;
  if (settlement.kind !== "done") throw new Error(`${event.eventKey}: ${JSON.stringify(settlement)}`);
  return true;
}

/** Runs the workflow's activity, again after a deadlock, as Temporal does. */
async function runWorkflow(pool: Pool, input: ProcessCallEndInput): Promise<void> {
  const activity = () =>
    transaction(pool, (tx) => settleCall(tx, { ...input, workflowId: workflowId.callEnd(input.callId) }));
  for (let tries = 1; ; tries += 1) {
    try {
      return void (await activity());
    } catch (error) {
      if (tries === 5 || !isTransient(error)) throw error;
    }
  }
}

/**
 * Makes an organization and plays a history to it: deliveries repeated and shuffled, events carried out and workflows run at
 * moments of chance, the late ones when all others are done.
 */
export async function playHistory(
  { pool, admin }: { pool: Pool; admin: Pool },
  history: HistoryPlan,
): Promise<{ tenant: Tenant; calls: HistoryCall[]; anchor: Date }> {
  const tenant = await makeTenant(admin, {
    timezone: history.timezone,
    settings: {
      notifications: { emails: ["owner@example.test"] },
      transferDestinations: [{ name: "Mia", number: "+12125550177" }],
    },
  });
  const anchor = new Date(Date.UTC(2025, 0, history.anchorDay, 7, 30));
  await admin.query("UPDATE organizations SET period_anchor_at = $2 WHERE id = $1", [tenant.organizationId, anchor]);
  if (history.blockedCaller)
    await makeContact(admin, { organizationId: tenant.organizationId, phone: CALLERS[0].number, blocked: true });

  const now = new Date();
  const calls = history.calls.map((plan, index) => playCall(plan, history, tenant, now, index));
  const { early, late } = disordered(calls.flatMap(deliveriesOf), history.disorder);
  const random = chance(history.disorder + 1);
  const queue = createQueue();
  const stage: Stage = { pool, tenant, starter: queue.starter, claimedBy: randomUUID(), answers: new Map() };

  let open: string[] = [];
  const doOne = async () => {
    const [eventId] = open.splice(Math.floor(random() * open.length), 1);
    if (eventId && !(await carryOut(stage, eventId))) open.push(eventId);
  };
  const finish = async () => {
    for (let round = 0; round < 50 && open.length > 0; round += 1) {
      const events = open;
      open = [];
      for (const eventId of events) if (!(await carryOut(stage, eventId))) open.push(eventId);
    }
    for (let input = queue.take(); input; input = queue.take()) await runWorkflow(pool, input);
  };
  for (const deliveries of [early, late]) {
    for (const delivery of deliveries) {
      const eventId = await take(stage, delivery);
      if (eventId) open.push(eventId);
      if (random() < 0.7) await doOne();
      if (random() < 0.3) {
        const input = queue.take();
        if (input) await runWorkflow(pool, input);
      }
    }
    await finish();
  }
  return { tenant, calls, anchor };
}
