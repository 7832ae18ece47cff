import { vapiWebhook } from "../webhooks/vapi-webhook.ts";
import type { WebhookOutcome } from "../webhooks/webhook.ts";
import type { VapiServer } from "../state/vapi-resources.ts";
import { serverOf, subscribedType } from "./assistant-view.ts";
import { callPayload, customerPayload, phoneNumberPayload } from "./call-payload.ts";
import type { CallSession } from "./call-session.ts";

/**
 * Sends an informational message, if the assistant subscribed to it. It does not hold the call; messages of one call
 * leave in their order.
 *
 * @param extra members beside the common ones
 * @param transcriptType for `transcript` alone
 */
export function notify(
  session: CallSession,
  type: string,
  extra: Record<string, unknown> = {},
  transcriptType?: "partial" | "final",
): void {
  const sentAs = subscribedType(session.call.assistant, type, transcriptType);
  const server = serverFor(session);
  if (!sentAs || !server) return;
  const webhook = vapiWebhook(server, planOf(session, server), messageOf(session, sentAs, extra), {
    callId: session.call.id,
    answerNeeded: false,
  });
  session.lastSent = session.lastSent.then(() => session.sandbox.deliverer.send(webhook));
}

/**
 * Sends a message whose answer the call needs. A call without waits lets its earlier messages arrive first, so that
 * instant calls keep the order that a real one has.
 *
 * @param options.toolServer server of the tool, which comes before the assistant's and the number's
 * @param options.timeoutMs fixed time limit; default: the server's own
 * @returns null when no server is known
 */
export async function ask(
  session: CallSession,
  type: string,
  extra: Record<string, unknown>,
  options: { toolServer?: VapiServer; timeoutMs?: number } = {},
): Promise<WebhookOutcome | null> {
  const server = options.toolServer?.url ? options.toolServer : serverFor(session);
  if (!server) return null;
  if (session.call.speed === "instant") await session.lastSent;
  const webhook = vapiWebhook(server, planOf(session, server), messageOf(session, type, extra), {
    callId: session.call.id,
    answerNeeded: true,
    ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
  });
  return session.clock.during(session.sandbox.deliverer.send(webhook));
}

/** The JSON object that a server answered, or null. */
export function answerObject(outcome: WebhookOutcome | null): Record<string, unknown> | null {
  if (!outcome || outcome.status === null || outcome.status < 200 || outcome.status > 299) return null;
  try {
    const parsed: unknown = JSON.parse(outcome.body);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function serverFor(session: CallSession): VapiServer | undefined {
  return serverOf(session.call.assistant) ?? serverOf(session.number);
}

function planOf(session: CallSession, server: VapiServer) {
  const id = server.credentialId;
  return id ? session.sandbox.store.credentials.get(id)?.authenticationPlan : undefined;
}

function messageOf(session: CallSession, type: string, extra: Record<string, unknown>) {
  const { sandbox, call, number } = session;
  return {
    timestamp: session.clock.now(),
    type,
    ...extra,
    call: callPayload(sandbox, call),
    ...(number ? { phoneNumber: phoneNumberPayload(number) } : {}),
    ...customerPayload(call),
    ...(call.assistant ? { assistant: call.assistant } : {}),
  };
}
