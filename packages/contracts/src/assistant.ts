import { z } from "zod";
import { businessHours, transferDestination } from "./organization-settings.ts";
import { assistantFunction, assistantLanguage, templateVariable } from "./template.ts";
import { assistantVoice } from "./voice.ts";

export const assistantStatus = z.enum(["draft", "active", "paused"]);
export type AssistantStatus = z.infer<typeof assistantStatus>;

/** Whether the telephone has what was saved; a draft stays `pending`. */
export const assistantSyncState = z.enum(["pending", "synced", "failed"]);
export type AssistantSyncState = z.infer<typeof assistantSyncState>;

/** Something that the assistant asks for when it takes a message, beside name, number and message. */
export const messageField = z.strictObject({
  label: z.string().trim().min(1, "Name what to ask for").max(40),
  required: z.boolean().default(false),
});
export type MessageField = z.infer<typeof messageField>;

/** What an assistant may do, in detail. Unset parts take their defaults, so that `{}` is valid. */
export const assistantCapabilities = z.strictObject({
  /** Asked in this order; none means the organization's. */
  transferDestinations: z.array(transferDestination).max(20).default([]),
  messageFields: z
    .array(messageField)
    .max(8)
    .refine((fields) => new Set(fields.map(({ label }) => label.toLowerCase())).size === fields.length, {
      error: "must name each field once",
    })
    .default([]),
  /** When people can be promised a callback; null: at any time. */
  callbackHours: businessHours.nullable().default(null),
});
export type AssistantCapabilities = z.infer<typeof assistantCapabilities>;

/** An answer to one of an assistant's questions; whether it fits the question is checked before the assistant goes live. */
export const variableValue = z.union([
  z.string().max(4_000),
  z.array(z.string().max(80)).max(30),
  businessHours,
  z.null(),
]);

const variables = z
  .array(templateVariable)
  .max(30)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, { error: "must name each variable once" });

const functions = z
  .array(assistantFunction)
  .max(10)
  .refine((all) => new Set(all.map(({ type }) => type)).size === all.length, { error: "must name each function once" });

const fields = {
  name: z.string().trim().min(1, "Give the assistant a name").max(40),
  language: assistantLanguage,
  firstMessage: z.string().trim().max(600),
  personality: z.string().trim().max(600),
  prompt: z.string().trim().max(12_000),
  variables,
  variableValues: z.record(z.string().max(40), variableValue),
  functions,
  capabilities: assistantCapabilities,
  voice: assistantVoice,
};

/** What an assistant is made of: the part that people write, and of which each saved state is a version. */
export const assistantContent = z.strictObject(fields);
export type AssistantContent = z.infer<typeof assistantContent>;

/** Changes of the content; what is given replaces what was there as a whole. */
export const assistantContentPatch = z
  .strictObject(fields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, { error: "must change at least one part" });
export type AssistantContentPatch = z.infer<typeof assistantContentPatch>;

/** Content of a new assistant: everything but the name may be left out. Without a voice it gets the organization's. */
export const newAssistantContent = z.strictObject({
  name: fields.name,
  language: fields.language.default("en"),
  firstMessage: fields.firstMessage.default(""),
  personality: fields.personality.default(""),
  prompt: fields.prompt.default(""),
  variables: fields.variables.default([]),
  variableValues: fields.variableValues.default({}),
  functions: fields.functions.default([]),
  capabilities: fields.capabilities.prefault({}),
  voice: fields.voice.optional(),
});
export type NewAssistantContent = z.infer<typeof newAssistantContent>;

/** Where something is wrong: JSON Pointer into the content (`/variableValues/companyName`), and what to do. */
export const assistantFinding = z.object({ pointer: z.string(), message: z.string() });
export type AssistantFinding = z.infer<typeof assistantFinding>;

/** What a look at the content found: faults keep it from going live, warnings don't. */
export const assistantFindings = z.object({ faults: z.array(assistantFinding), warnings: z.array(assistantFinding) });
export type AssistantFindings = z.infer<typeof assistantFindings>;
