import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Sandbox } from "../sandbox.ts";
import type { CallRecord } from "../state/call-record.ts";

/** The files of a call's recording. */
export const recordingKinds = ["mono", "stereo", "assistant", "customer"] as const;

/** One file of a call's recording. */
export type RecordingKind = (typeof recordingKinds)[number];

/** How long a presigned link works. */
const LINK_LIFETIME_MS = 60 * 60 * 1000;

/** Whether a call was recorded: an assistant talked in it and did not switch recording off. */
export function isRecorded(call: CallRecord): boolean {
  if (call.startedAt === undefined || call.assistant === null) return false;
  return call.assistant.artifactPlan?.recordingEnabled !== false;
}

/**
 * A link to a recording that works without a key for an hour. Two links to the same file differ.
 */
export function presignedLink(sandbox: Sandbox, callId: string, kind: RecordingKind): string {
  const expires = Date.now() + LINK_LIFETIME_MS;
  const nonce = randomBytes(6).toString("hex");
  const signature = signLink(sandbox, callId, kind, expires, nonce);
  return `${rawLink(sandbox, callId, kind)}?expires=${expires}&nonce=${nonce}&sig=${signature}`;
}

/** Whether the query of a presigned link is true and its time not over. */
export function linkIsValid(
  sandbox: Sandbox,
  callId: string,
  kind: RecordingKind,
  query: { expires: number; nonce: string; sig: string },
): boolean {
  if (!(query.expires > Date.now())) return false;
  const expected = Buffer.from(signLink(sandbox, callId, kind, query.expires, query.nonce));
  const given = Buffer.from(query.sig);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The recording's members of an artifact; nothing for a call that was not recorded. */
export function recordingLinks(sandbox: Sandbox, call: CallRecord): Record<string, unknown> {
  if (!isRecorded(call)) return {};
  const raw = (kind: RecordingKind) => rawLink(sandbox, call.id, kind);
  return {
    recordingUrl: raw("mono"),
    stereoRecordingUrl: raw("stereo"),
    recording: {
      stereoUrl: raw("stereo"),
      mono: { combinedUrl: raw("mono"), assistantUrl: raw("assistant"), customerUrl: raw("customer") },
    },
    presignedMonoUrl: presignedLink(sandbox, call.id, "mono"),
    presignedStereoUrl: presignedLink(sandbox, call.id, "stereo"),
    presignedAssistantUrl: presignedLink(sandbox, call.id, "assistant"),
    presignedCustomerUrl: presignedLink(sandbox, call.id, "customer"),
    presignedUrlsExpiresAt: new Date(Date.now() + LINK_LIFETIME_MS).toISOString(),
  };
}

/** The private address: it answers 403 without a signature, as VAPI's storage does. */
function rawLink(sandbox: Sandbox, callId: string, kind: RecordingKind): string {
  return `${sandbox.publicUrl()}/recordings/${callId}-${kind}.wav`;
}

function signLink(sandbox: Sandbox, callId: string, kind: RecordingKind, expires: number, nonce: string): string {
  return createHmac("sha256", sandbox.store.meta().linkSecret)
    .update(`${callId}.${kind}.${expires}.${nonce}`)
    .digest("hex")
    .slice(0, 32);
}
