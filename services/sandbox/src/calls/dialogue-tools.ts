import type { VapiTool } from "../state/vapi-resources.ts";
import type { DialogueTool } from "./dialogue/dialogue.ts";
import type { JsonSchema } from "./dialogue/json-schema.ts";

/** A tool of the dialogue with the assistant's own definition. */
export type KnownTool = DialogueTool & { given: VapiTool };

/** An assistant's tools as the dialogue sees them; kinds that it can't use are left out. */
export function dialogueTools(tools: readonly VapiTool[]): KnownTool[] {
  return tools.flatMap((given): KnownTool[] => {
    const shared = {
      given,
      messages: given.messages ?? [],
      destinations: given.destinations ?? [],
      description: given.function?.description ?? "",
      parameters: (given.function?.parameters ?? {}) as JsonSchema,
    };
    if (given.type === "transferCall") {
      return [{ ...shared, kind: "transfer", name: given.function?.name ?? "transferCall" }];
    }
    if (given.type === "endCall") return [{ ...shared, kind: "end-call", name: given.function?.name ?? "endCall" }];
    if (given.type !== "function" || !given.function?.name) return [];
    return [{ ...shared, kind: "function", name: given.function.name }];
  });
}
