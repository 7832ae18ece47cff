import {
  NotAVapiMessage,
  parseForRecording,
  SYNCHRONOUS_TYPES,
  type VapiMessage,
} from "@callflex/contracts/vapi/server-message";
import { newId } from "@callflex/db/ids";
import { eventKey, hasEffect, revisionOf } from "@callflex/domain/calls/vapi-event-key";
import type { ReceivedEvent } from "@callflex/domain/outbox/record-events";
import type { Headers } from "@callflex/providers/verification";
import { verifyVapi, type VapiCredential } from "@callflex/providers/vapi/verify";
import type { EventWriter } from "./event-writer.ts";
import type { IngestOutcome } from "./outcome.ts";
import type { FindVapiCredentials } from "./vapi-credentials.ts";

/** A message that VAPI waits for, verified and ready to be recorded with its effect. */
export interface SynchronousDelivery {
  organizationId: string;
  message: VapiMessage;
  event: ReceivedEvent;
}

export interface IngestVapiDeps {
  findCredentials: FindVapiCredentials;
  writer: EventWriter;
  /** Answers what VAPI waits for; never throws. */
  answer: (delivery: SynchronousDelivery) => Promise<IngestOutcome>;
  now: () => Date;
}

/** Verified against where the organization is unknown, so that the answer takes as long as for a wrong signature. */
const NOBODY: VapiCredential = { scheme: "hmac", secret: "no organization has this secret" };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What the outbox keeps of a message. */
export function vapiEvent(organizationId: string, message: VapiMessage, body: Buffer): ReceivedEvent {
  const id = newId();
  return {
    id,
    provider: "vapi",
    scope: organizationId,
    eventKey: eventKey(message, id),
    revision: revisionOf(message),
    type: message.type,
    organizationId,
    orderingKey: message.call ? `vapi:${organizationId}:${message.call.id}` : null,
    body,
    deliver: hasEffect(message),
  };
}

/**
 * Takes a delivery of VAPI: verified over its raw bytes, then recorded, then acknowledged.
 *
 * @param delivery.organizationId from the path; not checked yet
 */
export async function ingestVapi(
  deps: IngestVapiDeps,
  delivery: { organizationId: string; headers: Headers; rawBody: Buffer },
): Promise<IngestOutcome> {
  const organizationId = delivery.organizationId.toLowerCase();
  let credentials: VapiCredential[] = [];
  try {
    if (UUID.test(organizationId)) credentials = await deps.findCredentials(organizationId);
  } catch {
    return { kind: "unavailable" };
  }
  const verified = (credentials.length > 0 ? credentials : [NOBODY]).some(
    (credential) =>
      verifyVapi({ headers: delivery.headers, rawBody: delivery.rawBody, credential, now: deps.now() }).ok,
  );
  if (!verified || credentials.length === 0) return { kind: "unauthorized" };

  let message: VapiMessage;
  let event: ReceivedEvent;
  try {
    message = parseForRecording(delivery.rawBody);
    event = vapiEvent(organizationId, message, delivery.rawBody);
  } catch (error) {
    // A RangeError is JSON that is nested deeper than the stack.
    if (error instanceof NotAVapiMessage || error instanceof RangeError) return { kind: "not_json" };
    throw error;
  }
  if (SYNCHRONOUS_TYPES.has(message.type)) return deps.answer({ organizationId, message, event });
  try {
    await deps.writer.write(event);
  } catch {
    return { kind: "unavailable" };
  }
  return { kind: "recorded" };
}
