import type { AssistantContent } from "@callflex/contracts/assistant";
import { languageLabels, offeredFunctionLabels } from "@callflex/contracts/labels";
import { lineDiff, type DiffLine } from "@callflex/contracts/line-diff";
import { isUnanswered, renderPrompt, spokenHours } from "@callflex/contracts/render-prompt";

/** The parts of an assistant as texts that people can compare. */
export function contentTexts(content: AssistantContent): [title: string, text: string][] {
  const { variables, variableValues, functions, capabilities } = content;
  const { transferDestinations, messageFields, callbackHours } = capabilities;
  return [
    ["Name", content.name],
    ["Language", languageLabels[content.language]],
    ["Voice", content.voice.label],
    ["Greeting", content.firstMessage],
    ["Personality", content.personality],
    ["Instructions", content.prompt],
    [
      "Variables",
      variables.map(({ key, label, required }) => `${label} {{${key}}}${required ? "" : ", optional"}`).join("\n"),
    ],
    [
      "Answers",
      variables
        .filter(({ key }) => !isUnanswered(variableValues[key]))
        .map(({ key, label }) => `${label}: ${renderPrompt(`{{${key}}}`, variableValues)}`)
        .join("\n"),
    ],
    ["What it can do", functions.map(({ type, when }) => `${offeredFunctionLabels[type].title}: ${when}`).join("\n")],
    [
      "Who is rung",
      transferDestinations
        .map(({ name, number, department }) => `${name}${department ? `, ${department}` : ""}: ${number}`)
        .join("\n"),
    ],
    [
      "Asked for in messages",
      messageFields.map(({ label, required }) => (required ? label : `${label}, if known`)).join("\n"),
    ],
    ["When you call back", callbackHours ? spokenHours(callbackHours).replaceAll("; ", "\n") : "at any time"],
  ];
}

/**
 * Sets two contents beside each other, part by part.
 *
 * @param before null: there was nothing
 * @returns the parts that differ
 */
export function contentDiff(
  before: AssistantContent | null,
  after: AssistantContent,
): { title: string; lines: DiffLine[] }[] {
  const old = new Map(before ? contentTexts(before) : []);
  return contentTexts(after)
    .map(([title, text]) => ({ title, lines: lineDiff(old.get(title) ?? "", text) }))
    .filter(({ lines }) => lines.some(({ kind }) => kind !== "same"));
}
