import { z } from "zod";

/** A voice in VAPI's terms, with the name that people know it by. */
export const assistantVoice = z.strictObject({
  provider: z.enum(["vapi", "11labs", "azure", "cartesia", "openai"]),
  voiceId: z.string().min(1).max(120),
  label: z.string().min(1).max(60),
});
export type AssistantVoice = z.infer<typeof assistantVoice>;
