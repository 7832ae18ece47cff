import type { Vapi } from "@vapi-ai/server-sdk";
import { ProviderError } from "../errors.ts";
import { answerOf, createLimit, createVapiClient, type VapiOptions } from "./client.ts";

/** What an assistant answered in a chat. */
export interface ChatAnswer {
  /** By it the next words go on with the same conversation. */
  chatId: string;
  text: string;
  /** Functions that it called; arguments are null where they are no JSON object. */
  toolCalls: { name: string; arguments: Record<string, unknown> | null }[];
}

/** Writes to assistants in place of a caller. Every function throws `ProviderError`. */
export interface VapiChats {
  /**
   * Says something to an assistant and waits for what it answers. A failure that is `retryable` leaves open whether it was
   * heard: go on with the chat before it.
   *
   * @param input.assistant its configuration; it needs to stand nowhere at VAPI
   * @param input.greeting what the assistant has said first; for the first words of a conversation
   * @param input.previousChatId the chat that the words go on with; null for the first ones
   */
  say(input: {
    assistant: Vapi.CreateAssistantDto;
    greeting: string;
    text: string;
    previousChatId: string | null;
  }): Promise<ChatAnswer>;
}

function argumentsOf(json: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function answerIn(chat: Vapi.Chat): ChatAnswer {
  const said = (chat.output ?? []).filter((message): message is Vapi.AssistantMessage => message.role === "assistant");
  return {
    chatId: chat.id,
    text: said.flatMap(({ content }) => content?.trim() || []).join(" "),
    toolCalls: said
      .flatMap((message) => message.tool_calls ?? [])
      .map(({ function: { name, arguments: given } }) => ({ name, arguments: argumentsOf(given) })),
  };
}

/** Makes the client over the SDK. */
export function createVapiChats(options: VapiOptions): VapiChats {
  const { chats } = createVapiClient(options);
  return {
    async say({ assistant, greeting, text, previousChatId }) {
      const opening = greeting ? [{ role: "assistant", content: greeting }] : [];
      const first = [...opening, { role: "user", content: text }];
      // (The SDK's types name the messages of a call here, which have another form; the API takes OpenAI's.)
      const input = previousChatId ? text : (first as unknown as Vapi.CreateChatDtoInput);
      const place = previousChatId ? { previousChatId } : {};
      // The language model answers within the time for making something.
      const answer = await answerOf(chats.create({ assistant, ...place, input }, createLimit(options)));
      if (!("createdAt" in answer)) {
        throw new ProviderError({ provider: "vapi", retryable: false, code: "stream", message: "VAPI streams a chat" });
      }
      return answerIn(answer);
    },
  };
}
