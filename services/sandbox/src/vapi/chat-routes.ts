import { Router } from "express";
import { z } from "zod";
import { toolsOf } from "../calls/assistant-view.ts";
import { dialogueTools, type KnownTool } from "../calls/dialogue-tools.ts";
import { createDialogue, type Dialogue, type DialogueStep } from "../calls/dialogue/dialogue.ts";
import { newToolCallId } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { VapiAssistant } from "../state/vapi-resources.ts";
import { assistantSchema } from "./assistant-schema.ts";
import { newResource } from "./resource-routes.ts";
import { validate } from "./validate.ts";
import { notFound, VapiApiError } from "./vapi-error.ts";

const messageSchema = z.looseObject({
  role: z.enum(["system", "user", "assistant", "tool", "developer"]),
  content: z.string().optional(),
});

const chatSchema = z.looseObject({
  assistantId: z.string().optional(),
  assistant: assistantSchema.optional(),
  input: z.union([z.string(), z.array(messageSchema)]),
  previousChatId: z.string().optional(),
  sessionId: z.never({ error: "is not offered by the sandbox" }).optional(),
  stream: z.literal(false, { error: "is not offered by the sandbox" }).optional(),
  name: z.string().max(40).optional(),
});

/** A message as VAPI shows it in a chat (OpenAI's form). */
interface ChatMessage {
  role: "user" | "assistant" | "tool";
  content?: string;
  tool_calls?: { id: string; type: "function"; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

/** A chat with all that was said before it. */
interface Chat {
  shown: Record<string, unknown> & { id: string };
  assistant: VapiAssistant;
  /** What the person has written so far, in order. */
  said: string[];
  startedAt: Date;
}

/** Chats that are remembered; each takes the place of the oldest. */
const MOST_CHATS = 500;

/** `/chat`: conversations in writing. They are not kept over a restart. */
export function chatRoutes(sandbox: Sandbox): Router {
  const chats = new Map<string, Chat>();
  const router = Router();
  const find = (id: string) => {
    const chat = chats.get(id);
    if (!chat) throw notFound("Chat", id);
    return chat;
  };

  router.post("/", (req, res) => {
    const body = validate(chatSchema, req.body);
    const before = body.previousChatId ? chats.get(body.previousChatId) : undefined;
    if (body.previousChatId && !before) {
      throw new VapiApiError(400, [`previousChatId ${body.previousChatId} does not exist`]);
    }
    const assistant = assistantOf(sandbox, body) ?? before?.assistant;
    if (!assistant) throw new VapiApiError(400, "Need Either `assistant`, `assistantId`, `squad`, Or `squadId`.");
    const news = wordsIn(body.input);
    const startedAt = before?.startedAt ?? new Date();
    const said = [...(before?.said ?? []), ...news];
    const shown = {
      ...newResource(sandbox),
      ...(body.assistantId ? { assistantId: body.assistantId } : { assistant }),
      input: body.input,
      ...(body.previousChatId ? { previousChatId: body.previousChatId } : {}),
      output: answersTo(sandbox, { assistant, said, startedAt }, news.length),
    };
    chats.set(shown.id, { shown, assistant, said, startedAt });
    const [oldest] = chats.keys();
    if (chats.size > MOST_CHATS && oldest) chats.delete(oldest);
    res.status(201).json(shown);
  });
  router.get("/:id", (req, res) => {
    res.json(find(req.params.id).shown);
  });
  router.delete("/:id", (req, res) => {
    const { shown } = find(req.params.id);
    chats.delete(shown.id);
    res.json(shown);
  });
  return router;
}

function assistantOf(sandbox: Sandbox, body: z.output<typeof chatSchema>): VapiAssistant | undefined {
  const stored = body.assistantId ? sandbox.store.assistants.get(body.assistantId) : undefined;
  if (body.assistantId && !stored) throw new VapiApiError(400, [`assistantId ${body.assistantId} does not exist`]);
  return stored ?? (body.assistant as VapiAssistant | undefined);
}

function wordsIn(input: z.output<typeof chatSchema>["input"]): string[] {
  const messages = typeof input === "string" ? [{ role: "user" as const, content: input }] : input;
  const words = messages.flatMap(({ role, content }) => (role === "user" && content ? [content] : []));
  if (words.length === 0) throw new VapiApiError(400, ["input should not be empty"]);
  return words;
}

/** Lets the dialogue hear everything anew, which leads to the same place, and gives what it answers to the last words. */
function answersTo(sandbox: Sandbox, chat: Omit<Chat, "shown">, news: number): ChatMessage[] {
  const { assistant, said, startedAt } = chat;
  const dialogue = createDialogue({
    firstMessage: assistant.firstMessage ?? null,
    endCallMessage: assistant.endCallMessage,
    endCallPhrases: assistant.endCallPhrases ?? [],
    tools: dialogueTools(toolsOf(sandbox, assistant)),
    now: () => startedAt,
  });
  dialogue.open();
  return said
    .map((words) => messagesOf(dialogue, dialogue.hear(words)))
    .slice(-news)
    .flat();
}

const LONGEST_DESTINATION = 120;

/** What VAPI tells the model when nobody has answered a tool call. */
const NO_RESULT = "No result returned for toolCallId";

/** What the steps of the dialogue look like in writing. There is no telephone, so a transfer is only asked for. */
function messagesOf(dialogue: Dialogue, first: DialogueStep): ChatMessage[] {
  const messages: ChatMessage[] = [];
  let step = first;
  const call = (name: string, args: Record<string, unknown>) => {
    const id = newToolCallId();
    const toolCall = { id, type: "function" as const, function: { name, arguments: JSON.stringify(args) } };
    messages.push({ role: "assistant", tool_calls: [toolCall] });
    return id;
  };
  for (;;) {
    switch (step.type) {
      case "say":
        return [...messages, { role: "assistant", content: step.text }];
      case "end":
        call("endCall", {});
        return [...messages, { role: "assistant", content: step.text }];
      case "transfer":
        call(step.tool.name, { destination: step.wanted.slice(0, LONGEST_DESTINATION) });
        return messages;
      case "call-tool": {
        const id = call(step.tool.name, step.args);
        const isAsync = (step.tool as KnownTool).given.async === true;
        messages.push({ role: "tool", tool_call_id: id, content: isAsync ? "Success." : NO_RESULT });
        step = dialogue.toolAnswered(step.tool, { ok: isAsync, text: "" });
      }
    }
  }
}
