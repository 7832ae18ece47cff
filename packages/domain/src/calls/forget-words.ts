import type { Tx } from "@callflex/db/transaction";
import type { CallKey } from "./ensure-call.ts";

/** Stands where something was said: that somebody spoke still counts, what was said is gone. */
const SPOKEN = "…";

/** Members of VAPI's messages that hold a conversation. */
const CONVERSATIONS = new Set(["messages", "messagesOpenAIFormatted"]);
/** Members that hold its text as a whole, or lead to its sound. */
const WHOLE = /^(transcript|recording|recordingUrl|stereoRecordingUrl|logUrl|pcapUrl|presigned\w*Url)$/;

function withoutLines(lines: unknown[]): unknown[] {
  return lines.map((line) =>
    typeof line === "object" && line !== null
      ? Object.fromEntries(
          Object.entries(line).map(([name, value]) => [
            name,
            (name === "message" || name === "content") && typeof value === "string" && value ? SPOKEN : value,
          ]),
        )
      : line,
  );
}

/** A copy of a provider's message without what was said and without what leads to its sound. */
export function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !WHOLE.test(name))
      .map(([name, member]) => [
        name,
        CONVERSATIONS.has(name) && Array.isArray(member) ? withoutLines(member) : withoutWords(member),
      ]),
  );
}

/**
 * Takes what was said out of everything that is kept of a call: its lines, and the events that it was made of. Settling
 * the call again from those events gives the same call.
 */
export async function forgetWords(tx: Tx, call: CallKey, providerCallId: string): Promise<void> {
  await tx.run("DELETE FROM call_transcript_segments WHERE organization_id = $1 AND call_id = $2 AND started_at = $3", [
    call.organizationId,
    call.callId,
    call.startedAt,
  ]);
  const events = await tx.rows<{ id: string; body: Buffer }>(
    `SELECT id, body FROM outbox_events
     WHERE received_at BETWEEN $3::timestamptz - interval '1 hour' AND $3::timestamptz + interval '2 days'
       AND provider = 'vapi' AND scope = $1 AND split_part(event_key, ':', 2) = $2`,
    [call.organizationId, providerCallId, call.startedAt],
  );
  for (const { id, body } of events) {
    const told = body.toString("utf8");
    const left = JSON.stringify(withoutWords(JSON.parse(told)));
    if (left !== told) await tx.run("UPDATE outbox_events SET body = $2 WHERE id = $1", [id, Buffer.from(left)]);
  }
}
