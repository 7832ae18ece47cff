import { newId } from "@callflex/db/ids";
import { formParameters, verifyTwilio } from "@callflex/providers/twilio/verify";
import type { EventWriter } from "./event-writer.ts";
import type { IngestOutcome } from "./outcome.ts";

export interface IngestTwilioDeps {
  writer: EventWriter;
  authTokens: string[];
  /** Public address of the endpoint without query; Twilio signs over it. */
  publicUrl: string;
}

function only(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/**
 * Takes a status callback of Twilio, of a call or of a message.
 *
 * @param delivery.query raw query string with its question mark, '' without one
 */
export async function ingestTwilioStatus(
  deps: IngestTwilioDeps,
  delivery: { rawBody: Buffer; query: string; signature: string | undefined; contentType: string | undefined },
): Promise<IngestOutcome> {
  const verification = verifyTwilio({
    authTokens: deps.authTokens,
    url: `${deps.publicUrl}${delivery.query}`,
    signature: delivery.signature,
    rawBody: delivery.rawBody,
    contentType: delivery.contentType,
  });
  if (!verification.ok) return { kind: "unauthorized" };

  const form = formParameters(delivery.rawBody.toString("utf8"));
  const clean = (name: string) => only(form[name])?.replaceAll("\u0000", "").slice(0, 200);
  const callSid = clean("CallSid");
  const messageSid = clean("MessageSid");
  const id = newId();
  const type = messageSid ? "message-status" : callSid ? "call-status" : "unknown";
  const eventKey = messageSid
    ? `message-status:${messageSid}:${clean("MessageStatus") ?? "-"}`
    : callSid
      ? `call-status:${callSid}:${clean("CallStatus") ?? "-"}:${clean("SequenceNumber") ?? "-"}`
      : `unknown:${id}`;
  try {
    await deps.writer.write({
      id,
      provider: "twilio",
      scope: clean("AccountSid") ?? "-",
      eventKey,
      revision: "",
      type,
      organizationId: null,
      orderingKey: (messageSid ?? callSid) ? `twilio:${messageSid ?? callSid}` : null,
      body: delivery.rawBody,
      deliver: type !== "unknown",
    });
  } catch {
    return { kind: "unavailable" };
  }
  return { kind: "recorded" };
}
