import { z } from "zod";
import { destinationSchema, serverSchema } from "./server-schema.ts";
import { problemsOf } from "./validate.ts";

const MODEL_PROVIDERS = (
  "openai azure-openai anthropic anthropic-bedrock google vertex groq cerebras deep-seek xai mistral together-ai " +
  "anyscale openrouter perplexity-ai deepinfra custom-llm runpod inflection-ai minimax baseten vapi"
).split(" ");

const VOICE_PROVIDERS = (
  "11labs vapi azure cartesia openai deepgram playht lmnt rime-ai smallest-ai neuphonic hume tavus custom-voice " +
  "inworld minimax sesame wellsaid"
).split(" ");

const TOOL_TYPES = (
  "function transferCall endCall dtmf sms query handoff apiRequest voicemail code mcp output bash computer textEditor " +
  "slack.message.send google.sheets.row.append google.calendar.event.create google.calendar.availability.check " +
  "gohighlevel.calendar.availability.check gohighlevel.calendar.event.create gohighlevel.contact.create gohighlevel.contact.get sipRequest"
).split(" ");

/** A tool, stored or inside an assistant. */
export const toolSchema = z.looseObject({
  type: z.enum(TOOL_TYPES),
  async: z.boolean().optional(),
  function: z
    .looseObject({
      name: z
        .string()
        .max(64)
        .regex(/^[A-Za-z0-9_-]+$/, "must match /^[a-zA-Z0-9_-]{1,64}$/ regular expression"),
      description: z.string().max(4_096).optional(),
      parameters: z.looseObject({ type: z.literal("object") }).optional(),
    })
    .optional(),
  destinations: z.array(destinationSchema).optional(),
  server: serverSchema.optional(),
  messages: z.array(z.looseObject({ type: z.string() })).optional(),
});

/** `CreateAssistantDTO` as far as the sandbox checks it; unknown keys are kept. */
export const assistantSchema = z.looseObject({
  name: z.string().max(40).optional(),
  firstMessage: z.string().optional(),
  firstMessageMode: z
    .enum(["assistant-speaks-first", "assistant-speaks-first-with-model-generated-message", "assistant-waits-for-user"])
    .optional(),
  model: z
    .looseObject({
      provider: z.enum(MODEL_PROVIDERS),
      model: z.string().optional(),
      messages: z.array(z.looseObject({ role: z.string(), content: z.string().optional() })).optional(),
      temperature: z.number().min(0).max(2).optional(),
      maxTokens: z.number().min(50).max(10_000).optional(),
      tools: z.array(toolSchema).optional(),
      toolIds: z.array(z.string()).optional(),
    })
    .optional(),
  voice: z.looseObject({ provider: z.enum(VOICE_PROVIDERS), voiceId: z.string().optional() }).optional(),
  transcriber: z.looseObject({ provider: z.string(), model: z.string().optional() }).optional(),
  maxDurationSeconds: z.number().min(10).max(43_200).optional(),
  silenceTimeoutSeconds: z.number().min(5).max(3_600).optional(),
  endCallMessage: z.string().max(1_000).optional(),
  endCallPhrases: z.array(z.string().max(140)).optional(),
  voicemailMessage: z.string().max(1_000).optional(),
  serverMessages: z.array(z.string()).optional(),
  server: serverSchema.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

/** Everything that is wrong with an assistant, in VAPI's words; empty when it is fine. */
export function checkAssistant(assistant: unknown): string[] {
  return problemsOf(assistantSchema, assistant);
}
