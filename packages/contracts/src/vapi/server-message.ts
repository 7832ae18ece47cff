import { z } from "zod";

/**
 * VAPI's server messages as far as they have an effect here. Everything is optional and unknown members pass: a message
 * that looks odd is still recorded. Sources: VAPI's OpenAPI document and captured payloads.
 */

/** Text that Postgres takes: no NUL, no lone surrogates. */
export function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/**
 * Parses JSON so that every text in it, member names included, can be stored.
 *
 * @throws {SyntaxError}
 */
export function parseJson(json: string): unknown {
  // What Postgres refuses can only be written as an escape, and few bodies hold one: the others are parsed faster.
  if (!json.includes("\\u")) return JSON.parse(json);
  return JSON.parse(json, (_key, value: unknown) => {
    if (typeof value === "string") return cleanText(value);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    const members = Object.entries(value);
    if (members.every(([name]) => name === cleanText(name))) return value;
    return Object.fromEntries(members.map(([name, member]) => [cleanText(name), member]));
  });
}

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

/** Calls lie between these; a time that doesn't is not believed. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Milliseconds since the epoch; VAPI sends a number, older deployments an ISO text. */
function readTime(value: unknown): number | undefined {
  const ms = typeof value === "number" ? Math.round(value) : typeof value === "string" ? Date.parse(value) : NaN;
  return ms >= EARLIEST && ms < LATEST ? ms : undefined;
}

const time = z.unknown().transform(readTime).optional();

const customer = z.looseObject({ number: text, name: text, sipUri: text }).optional().catch(undefined);

const metadata = z.record(z.string(), z.unknown()).optional().catch(undefined);

const call = z.looseObject({
  id: z.string().min(1).max(200),
  createdAt: time,
  type: text,
  phoneNumberId: z.string().nullish().catch(undefined),
  assistantId: z.string().nullish().catch(undefined),
  phoneCallProviderId: text,
  transport: z.looseObject({ callSid: text }).optional().catch(undefined),
  assistantOverrides: z.looseObject({ metadata }).nullish().catch(undefined),
  customer,
});

const artifactMessage = z.looseObject({
  role: text,
  message: text,
  time,
  endTime: time,
  secondsFromStart: number,
  duration: number,
});

const artifact = z
  .looseObject({
    messages: z.array(artifactMessage).optional().catch(undefined),
    transcript: text,
    recordingUrl: text,
    stereoRecordingUrl: text,
    presignedMonoUrl: text,
    presignedStereoUrl: text,
    recording: z
      .looseObject({ stereoUrl: text, mono: z.looseObject({ combinedUrl: text }).optional().catch(undefined) })
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined);

export const vapiMessage = z.looseObject({
  type: z.string().min(1).max(200),
  timestamp: time,
  call: call.optional().catch(undefined),
  phoneNumber: z.looseObject({ id: text, number: text }).nullish().catch(undefined),
  customer,
  assistant: z.looseObject({ id: text, metadata }).nullish().catch(undefined),
  artifact,
  status: text,
  role: text,
  transcriptType: text,
  transcript: text,
  endedReason: text,
  startedAt: time,
  endedAt: time,
  durationSeconds: number,
  cost: number,
  costBreakdown: z.record(z.string(), z.unknown()).optional().catch(undefined),
  summary: text,
  recordingUrl: text,
  stereoRecordingUrl: text,
  messages: z.array(artifactMessage).optional().catch(undefined),
  analysis: z
    .looseObject({
      summary: text,
      successEvaluation: z.union([z.string(), z.boolean(), z.number()]).optional().catch(undefined),
      structuredData: z.record(z.string(), z.unknown()).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  toolCallList: z.array(z.unknown()).optional().catch(undefined),
  toolCalls: z.array(z.unknown()).optional().catch(undefined),
  toolWithToolCallList: z.array(z.unknown()).optional().catch(undefined),
  functionCall: z.looseObject({ name: text, parameters: z.unknown().optional() }).optional().catch(undefined),
});
export type VapiMessage = z.infer<typeof vapiMessage>;

/** What VAPI waits for in the request; everything else is only recorded. */
export const SYNCHRONOUS_TYPES: ReadonlySet<string> = new Set([
  "assistant-request",
  "tool-calls",
  "function-call",
  "transfer-destination-request",
  "handoff-destination-request",
]);

const envelope = z.looseObject({ message: vapiMessage });

/** The body is not a VAPI server message: not JSON, or without `message.type`. */
export class NotAVapiMessage extends Error {
  override name = "NotAVapiMessage";
}

function readJson(body: Buffer | string): unknown {
  try {
    return parseJson(body.toString());
  } catch (error) {
    throw new NotAVapiMessage("the body is not JSON", { cause: error });
  }
}

/** VAPI writes a subscription's filter into the type, as in `transcript[transcriptType="final"]`. */
function withPlainType<T extends Pick<VapiMessage, "type" | "transcriptType">>(message: T): T {
  if (!message.type.endsWith("]")) return message;
  const filtered = /^(\w[\w.-]*)\[transcriptType="?(\w+)"?\]$/.exec(message.type);
  if (!filtered) return message;
  return { ...message, type: filtered[1] ?? message.type, transcriptType: message.transcriptType ?? filtered[2] };
}

function readWhole(json: unknown): VapiMessage {
  const result = envelope.safeParse(json);
  if (!result.success) throw new NotAVapiMessage("the body has no message with a type");
  return withPlainType(result.data.message);
}

function membersOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
const isName = (value: unknown): value is string =>
  typeof value === "string" && value.length >= 1 && value.length <= 200;

/** What tells one message from another, as the schema reads it; written out because each acknowledgement waits for it. */
function readHead(json: unknown): VapiMessage {
  const message = membersOf(membersOf(json)?.message);
  if (!message || !isName(message.type)) throw new NotAVapiMessage("the body has no message with a type");
  const callId = membersOf(message.call)?.id;
  return withPlainType({
    type: message.type,
    timestamp: readTime(message.timestamp),
    call: isName(callId) ? { id: callId } : undefined,
    status: textOf(message.status),
    role: textOf(message.role),
    transcriptType: textOf(message.transcriptType),
  });
}

/**
 * Reads a delivery of VAPI.
 *
 * @param body raw bytes or text of the request
 * @returns the message; texts that Postgres would refuse are cleaned; `type` is the plain name, also where VAPI writes
 *   the subscription's filter into it (`transcript[transcriptType="final"]`)
 * @throws {NotAVapiMessage}
 */
export function parseVapiMessage(body: Buffer | string): VapiMessage {
  return readWhole(readJson(body));
}

/**
 * Reads of a delivery what recording it needs: the whole message where VAPI waits for the answer and where a report's
 * revision is made of its facts, else only what tells it from others, which spares most requests most of the checks.
 *
 * @param body raw bytes or text of the request
 * @returns as {@link parseVapiMessage}, without the members that nobody asks for before the relay does
 * @throws {NotAVapiMessage}
 */
export function parseForRecording(body: Buffer | string): VapiMessage {
  const json = readJson(body);
  const message = readHead(json);
  const isWhole = SYNCHRONOUS_TYPES.has(message.type) || message.type === "end-of-call-report";
  return isWhole ? readWhole(json) : message;
}
