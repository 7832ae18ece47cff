import { newToolCallId } from "../ids.ts";
import type { VapiTool, VapiToolMessage } from "../state/vapi-resources.ts";
import { artifactSoFar } from "./artifact.ts";
import { serverOf } from "./assistant-view.ts";
import { saveCall, type CallSession } from "./call-session.ts";
import type { ToolAnswer } from "./dialogue/speak-result.ts";
import { answerObject, ask, notify } from "./server-messages.ts";
import { addTurn, speak } from "./speech.ts";

/** What VAPI tells the model when a server gave no usable answer. */
const NO_RESULT = "No result returned for toolCallId";

/** Time without an answer after which VAPI reports that the assistant hangs. */
const HANG_AFTER_MS = 5_000;

/**
 * Calls a function tool over HTTP.
 *
 * @param tool the tool as the assistant has it
 * @param args what the model fills in
 * @returns the answer; one that has no result for the call's id, or a result that is not a one-line text, counts as none
 */
export async function runTool(
  session: CallSession,
  tool: VapiTool,
  args: Record<string, unknown>,
): Promise<ToolAnswer> {
  const opening = tool.messages?.find((message) => message.type === "request-start")?.content;
  if (opening) await speak(session, "bot", opening);
  const id = newToolCallId();
  const name = tool.function?.name ?? "";
  const at = session.clock.now();
  addTurn(session, { role: "tool_calls", text: "", at, endAt: at, toolCalls: [{ id, name, arguments: args }] });

  const asked = askServer(session, tool, id, args);
  const answer = tool.async ? { ok: true, text: "" } : await asked;
  const answeredAt = session.clock.now();
  addTurn(session, {
    role: "tool_call_result",
    text: answer.text,
    at: answeredAt,
    endAt: answeredAt,
    toolCallId: id,
    toolName: name,
  });
  if (answer.ok) session.call.toolSucceeded = true;
  saveCall(session);
  return answer;
}

async function askServer(
  session: CallSession,
  tool: VapiTool,
  id: string,
  args: Record<string, unknown>,
): Promise<ToolAnswer> {
  // Both forms are in circulation: arguments as an object and as a JSON text.
  const written = session.random.next() < 0.75 ? args : JSON.stringify(args);
  const toolCall = { id, type: "function", function: { name: tool.function?.name ?? "", arguments: written } };
  const hanging = setTimeout(() => notify(session, "hang"), HANG_AFTER_MS);
  try {
    const outcome = await ask(
      session,
      "tool-calls",
      {
        artifact: artifactSoFar(session.call),
        toolCalls: [toolCall],
        toolCallList: [toolCall],
        toolWithToolCallList: [{ async: false, ...tool, ...serverShown(session, tool), toolCall }],
      },
      { toolServer: tool.server },
    );
    return readAnswer(answerObject(outcome), id);
  } finally {
    clearTimeout(hanging);
  }
}

/** The server that answers a tool, as VAPI shows it beside the tool: without credentials. */
function serverShown(session: CallSession, tool: VapiTool) {
  const server = tool.server ?? serverOf(session.call.assistant) ?? serverOf(session.number);
  return server ? { server: { url: server.url, timeoutSeconds: server.timeoutSeconds ?? 20 } } : {};
}

function readAnswer(answer: Record<string, unknown> | null, id: string): ToolAnswer {
  const results = Array.isArray(answer?.results) ? (answer.results as Record<string, unknown>[]) : [];
  const own = results.find((result) => result?.toolCallId === id);
  const message = own?.message as VapiToolMessage | undefined;
  if (typeof own?.error === "string") return { ok: false, text: own.error, ...(message ? { message } : {}) };
  const result = own?.result;
  if (typeof result !== "string" || /[\r\n]/.test(result)) return { ok: false, text: `${NO_RESULT}: ${id}` };
  return { ok: true, text: result, ...(message ? { message } : {}) };
}
