import { randomBytes, randomUUID } from "node:crypto";

/** A new UUID, as VAPI and Resend use for their resources. Random: an id must never come back after a restart. */
export function newUuid(): string {
  return randomUUID();
}

/**
 * A new Twilio SID: two letters and 32 hex digits.
 *
 * @param kind AD address, CA call, PN number, SM message
 */
export function newSid(kind: "AD" | "CA" | "PN" | "SM"): string {
  return kind + randomBytes(16).toString("hex");
}

/** A new id of a tool call, in OpenAI's form. */
export function newToolCallId(): string {
  return `call_${randomToken(24)}`;
}

/**
 * Random letters and digits.
 *
 * @param length number of characters
 */
export function randomToken(length: number): string {
  return randomBytes(length * 2)
    .toString("base64")
    .replace(/[^A-Za-z0-9]/g, "")
    .padEnd(length, "0")
    .slice(0, length);
}
