import { callActionLabels } from "@callflex/contracts/labels";
import type { VapiAssistantConfig } from "./vapi-config.ts";

type Tool = VapiAssistantConfig["model"]["tools"][number];

function toolLines(tool: Tool): string[] {
  if (!("function" in tool)) return [];
  const { name, description, parameters } = tool.function;
  const asked = Object.entries(parameters.properties).map(
    ([parameter, { description: what }]) =>
      `  ${what}${parameters.required.includes(parameter) ? "" : " (if it is known)"}`,
  );
  return [`${callActionLabels[name]}: ${description}`, ...asked];
}

/**
 * What callers hear of a configuration, as lines that people can compare: greeting, all that the model is told, functions,
 * voice and language. Of one that was pushed as of one that would be.
 */
export function outlineOf(config: VapiAssistantConfig): string {
  return [
    `Name: ${config.name}`,
    `Greeting: ${config.firstMessage}`,
    `Voice: ${config.voice.voiceId} (${config.voice.provider}), language: ${config.transcriber.language}`,
    "",
    ...config.model.messages.map(({ content }) => content),
    "",
    ...config.model.tools.flatMap(toolLines),
  ].join("\n");
}
