import { callActionInputs } from "@callflex/contracts/call-actions";
import { spokenHours, withoutTemplates } from "@callflex/contracts/render-prompt";
import type { AssistantCapabilities } from "@callflex/contracts/assistant";
import type { AssistantFunction, AssistantLanguage } from "@callflex/contracts/template";
import { z } from "zod";
import { spokenTexts } from "../routing/spoken-texts.ts";
import { namedMessageFields } from "./message-fields.ts";

interface Parameter {
  type: "string" | "boolean";
  description: string;
}

/** A function's parameters in the part of JSON Schema that VAPI takes: lengths are checked when the function is called. */
function ownParameters(actionType: AssistantFunction["type"]) {
  const { properties = {}, required = [] } = z.toJSONSchema(callActionInputs[actionType], { io: "input" });
  const described = Object.entries(properties).map(([name, property]): [string, Parameter] => {
    const { type, description } = property as Parameter;
    return [name, { type, description }];
  });
  return { properties: Object.fromEntries(described), required };
}

/** The parameters that an assistant's own settings add or change. */
function parametersOf(actionType: AssistantFunction["type"], capabilities: AssistantCapabilities) {
  const { properties, required } = ownParameters(actionType);
  if (actionType === "takeMessage") {
    const fields = namedMessageFields(capabilities.messageFields);
    for (const { parameter, label } of fields) {
      properties[parameter] = { type: "string", description: withoutTemplates(label) };
    }
    const needed = fields.filter((field) => field.required).map(({ parameter }) => parameter);
    return { type: "object" as const, properties, required: [...required, ...needed] };
  }
  if (actionType === "scheduleCallback" && capabilities.callbackHours) {
    const { preferredTime } = properties;
    const hours = spokenHours(capabilities.callbackHours);
    if (preferredTime) preferredTime.description += `. Possible: ${hours}`;
  }
  return { type: "object" as const, properties, required };
}

/** Without these VAPI fills the wait with words of its own, which are English. */
function waitingIn(language: AssistantLanguage) {
  if (language === "en") return {};
  const { begins, lasts } = spokenTexts[language].waiting;
  return {
    messages: [
      { type: "request-start" as const, content: begins },
      { type: "request-response-delayed" as const, content: lasts },
    ],
  };
}

/**
 * A function as VAPI takes it. A transfer is VAPI's own tool; without destinations it asks us where to, so that ring order
 * and hours are ours, and so is what is said meanwhile.
 *
 * @param language that the assistant speaks while the caller waits
 */
export function toolOf(
  { type, when }: AssistantFunction,
  capabilities: AssistantCapabilities,
  language: AssistantLanguage,
) {
  const described = { name: type, description: withoutTemplates(when), parameters: parametersOf(type, capabilities) };
  return type === "transferCall"
    ? { type: "transferCall" as const, destinations: [], function: described }
    : { type: "function" as const, function: described, ...waitingIn(language) };
}
