import type { AssistantContent } from "@callflex/contracts/assistant";
import type { OfferedActionType } from "@callflex/contracts/call-actions";
import { catalogueVoice } from "@callflex/contracts/voices";
import { weekInput } from "~/lib/hours-input.ts";
import { answersInput } from "~/lib/variable-answers.ts";

/** The value that keeps a voice which is not in the catalogue. */
export const AS_IT_IS = "keep";

/** When a function is called, where nobody said otherwise. */
export const USUAL_WHEN: Record<OfferedActionType, string> = {
  takeMessage: "Take a message when the caller wants to leave one, or when you can't help them.",
  scheduleCallback: "Schedule a callback when the caller wants to talk to a person who is not there now.",
  transferCall: "Put the caller through when they ask for a person, or when it can't wait.",
  logDriverCallout: "Log a callout when a driver says that they can't come to their shift.",
};

const OFFERED = Object.keys(USUAL_WHEN) as OfferedActionType[];

/** @returns what stands in the fields for an assistant's content; functions that it has come first, in their order */
export function contentInput(content: AssistantContent) {
  const { variables, variableValues, functions, capabilities, voice, ...texts } = content;
  const rest = OFFERED.filter((type) => !functions.some((one) => one.type === type));
  const { transferDestinations, messageFields, callbackHours } = capabilities;
  return {
    content: {
      ...texts,
      variables: JSON.stringify(variables),
      variableValues: answersInput(variables, variableValues),
      functions: [
        ...functions.map(({ type, when }) => ({ type, when, on: "on" })),
        ...rest.map((type) => ({ type, when: USUAL_WHEN[type] })),
      ],
      capabilities: {
        transferDestinations,
        messageFields: messageFields.map(({ label, required }) => ({ label, ...(required && { required: "on" }) })),
        ...(callbackHours && { limited: "on", callbackHours: weekInput(callbackHours) }),
      },
      voice: catalogueVoice(voice) ? voice.voiceId : AS_IT_IS,
    },
  };
}
