import { languageLabels, offeredFunctionLabels } from "@callflex/contracts/labels";
import { catalogueVoice } from "@callflex/contracts/voices";
import type { VapiAssistantConfig } from "./vapi-config.ts";

/** The provider puts day and time in here when a call begins. */
const CLOCK = /\{\{\s*"now"[^}]*\}\}/g;

type Tool = VapiAssistantConfig["model"]["tools"][number];

function toolLines(tool: Tool): string[] {
  if (!("function" in tool)) return [];
  const { name, description, parameters } = tool.function;
  const asked = Object.entries(parameters.properties).map(
    ([parameter, { description: what }]) =>
      `  ${what}${parameters.required.includes(parameter) ? "" : " (if it is known)"}`,
  );
  // What was pushed comes out of the database, which keeps no order of names.
  return [`${offeredFunctionLabels[name].title}: ${description}`, ...asked.toSorted()];
}

/**
 * What callers hear of a configuration, as lines that people can compare: greeting, all that the model is told, functions,
 * voice and language. Of one that was pushed as of one that would be.
 */
export function outlineOf(config: VapiAssistantConfig): string {
  return [
    `Name: ${config.name}`,
    `Greeting: ${config.firstMessage}`,
    `Voice: ${catalogueVoice(config.voice)?.label ?? config.voice.voiceId}`,
    `Language: ${languageLabels[config.transcriber.language]}`,
    "",
    ...config.model.messages.map(({ content }) => content.replace(CLOCK, "the moment of the call")),
    "",
    ...config.model.tools.flatMap(toolLines),
  ].join("\n");
}
