import type { Sandbox } from "../sandbox.ts";
import type { VapiAssistant, VapiServer, VapiTool } from "../state/vapi-resources.ts";

/** Messages that VAPI sends when an assistant doesn't list its own. */
const DEFAULT_SERVER_MESSAGES = [
  "conversation-update",
  "end-of-call-report",
  "function-call",
  "hang",
  "speech-update",
  "status-update",
  "tool-calls",
  "transfer-destination-request",
  "handoff-destination-request",
  "user-interrupted",
  "assistant.started",
];

/** Messages that are questions to the server: they are sent whether they are listed or not. */
const ALWAYS_SENT = new Set(["assistant-request", "tool-calls", "transfer-destination-request"]);

/**
 * Puts overrides over an assistant, top-level members as a whole, as VAPI does with `assistantOverrides`.
 *
 * @returns a new assistant; `variableValues` hold the overrides' variables
 */
export function withOverrides(assistant: VapiAssistant, overrides?: Record<string, unknown>): VapiAssistant {
  return overrides ? { ...assistant, ...overrides } : assistant;
}

/** All tools of an assistant: its own, then the stored ones that it names. */
export function toolsOf(sandbox: Sandbox, assistant: VapiAssistant): VapiTool[] {
  const stored = (assistant.model?.toolIds ?? []).flatMap((id) => sandbox.store.tools.get(id) ?? []);
  return [...(assistant.model?.tools ?? []), ...stored];
}

/** The server of an assistant, in the current or in the older form. */
export function serverOf(owner: { server?: VapiServer; serverUrl?: unknown; serverUrlSecret?: unknown } | null) {
  if (owner?.server?.url) return owner.server;
  if (typeof owner?.serverUrl !== "string" || !owner.serverUrl) return undefined;
  const secret = owner.serverUrlSecret;
  return { url: owner.serverUrl, ...(typeof secret === "string" ? { secret } : {}) } satisfies VapiServer;
}

/** The system prompt. */
export function systemPromptOf(assistant: VapiAssistant | null): string {
  return assistant?.model?.messages?.find((message) => message.role === "system")?.content ?? "";
}

/** Puts variables into a text: `{{name}}`; unknown ones stay as they are, as a caller would hear them. */
export function fillVariables(text: string, values: Record<string, unknown>): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => {
    const value = name
      .split(".")
      .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], values);
    return typeof value === "string" || typeof value === "number" ? String(value) : whole;
  });
}

/**
 * The type under which a message is sent to an assistant's server, or null when it isn't subscribed. A subscription
 * like `transcript[transcriptType="final"]` gives its own text as the type.
 *
 * @param transcriptType for `transcript` alone
 */
export function subscribedType(
  assistant: VapiAssistant | null,
  type: string,
  transcriptType?: "partial" | "final",
): string | null {
  if (ALWAYS_SENT.has(type)) return type;
  const subscribed = assistant?.serverMessages ?? DEFAULT_SERVER_MESSAGES;
  if (transcriptType) {
    const exact = `${type}[transcriptType="${transcriptType}"]`;
    if (subscribed.includes(exact)) return exact;
  }
  return subscribed.includes(type) ? type : null;
}
