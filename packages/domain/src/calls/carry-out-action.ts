import type { MessageField } from "@callflex/contracts/assistant";
import { callActionInputs, type CallActionInput, type OfferedActionType } from "@callflex/contracts/call-actions";
import type { InboxKind } from "@callflex/contracts/enums";
import { z } from "zod";
import { namedMessageFields } from "../assistants/message-fields.ts";

/** What an assistant's function leads to: an answer for it, and work for a person. */
export type ActionResult =
  { status: "succeeded"; answer: string; inbox: InboxDraft } | { status: "refused"; answer: string };

/** A work item as the function describes it. */
export interface InboxDraft {
  kind: InboxKind;
  callerName: string;
  callbackNumber: string | null;
  subject: string;
  details: Record<string, unknown>;
}

const MESSAGE_SUBJECT_LENGTH = 120;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > MESSAGE_SUBJECT_LENGTH ? `${line.slice(0, MESSAGE_SUBJECT_LENGTH - 1)}…` : line;
}

const fieldValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).trim().slice(0, 500));

/** What the assistant asked for beside the function's own parameters, by the labels that people gave it. */
function readFields(given: unknown, fields: readonly MessageField[]) {
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const { parameter, label, required } of namedMessageFields(fields)) {
    const value = fieldValue.safeParse((given as Record<string, unknown>)[parameter]);
    if (value.success && value.data !== "") values[label.charAt(0).toUpperCase() + label.slice(1)] = value.data;
    else if (required) missing.push(`${parameter}: ${label} is missing`);
  }
  return { values, missing };
}

function takeMessage(
  input: CallActionInput<"takeMessage">,
  given: unknown,
  fields: readonly MessageField[],
): ActionResult {
  const { values, missing } = readFields(given, fields);
  if (missing.length > 0) return refuseInvalid(missing);
  return {
    status: "succeeded",
    answer: `The message from ${input.callerName} is saved and will be passed on.`,
    inbox: {
      kind: "message",
      callerName: input.callerName,
      callbackNumber: input.callbackNumber ?? null,
      subject: shorten(input.message),
      details: { message: input.message, urgent: input.urgent ?? false, ...values },
    },
  };
}

function scheduleCallback(input: CallActionInput<"scheduleCallback">): ActionResult {
  return {
    status: "succeeded",
    answer: `The callback for ${input.callerName} is noted: ${shorten(input.preferredTime)}.`,
    inbox: {
      kind: "callback",
      callerName: input.callerName,
      callbackNumber: input.callbackNumber ?? null,
      subject: shorten(input.topic),
      details: { topic: input.topic, preferredTime: input.preferredTime },
    },
  };
}

function logDriverCallout(input: CallActionInput<"logDriverCallout">): ActionResult {
  return {
    status: "succeeded",
    answer: `The callout of ${input.driverName} is logged and dispatch will be told.`,
    inbox: {
      kind: "callout",
      callerName: input.driverName,
      callbackNumber: input.callbackNumber ?? null,
      subject: shorten(`${input.shift}: ${input.reason}`),
      details: { shift: input.shift, reason: input.reason },
    },
  };
}

/** VAPI carries out transfers itself and asks for the destination; as a function it would promise what nobody does. */
function transferCall(): ActionResult {
  return {
    status: "refused",
    answer: "The call could not be transferred. Nothing was done. Offer to take a message instead.",
  };
}

type Handler<T extends OfferedActionType> = (
  input: CallActionInput<T>,
  given: unknown,
  fields: readonly MessageField[],
) => ActionResult;

const handlers: { [T in OfferedActionType]: Handler<T> } = {
  takeMessage,
  scheduleCallback,
  logDriverCallout,
  transferCall,
};

/** Whether an assistant may be offered a function of this name. */
export function isOffered(name: string): name is OfferedActionType {
  return Object.hasOwn(callActionInputs, name);
}

function refuseInvalid(problems: string[]): ActionResult {
  return {
    status: "refused",
    answer: `Nothing was done. Ask the caller and call the function again: ${problems.join("; ")}.`,
  };
}

function carryOut<T extends OfferedActionType>(type: T, input: unknown, fields: readonly MessageField[]): ActionResult {
  const parsed = callActionInputs[type].safeParse(input);
  if (!parsed.success) {
    return refuseInvalid(
      parsed.error.issues.map((issue) => `${issue.path.join(".") || "arguments"}: ${issue.message}`),
    );
  }
  return handlers[type](parsed.data as CallActionInput<T>, input, fields);
}

/**
 * Decides what a function of an assistant leads to. Pure: nothing is written, the same input gives the same result.
 *
 * @param call.name the function
 * @param call.arguments as the model gave them, unchecked
 * @param fields what the assistant asks for beside the function's own parameters when it takes a message
 * @returns an answer of one line that the assistant can speak of; a refusal says that nothing was done
 */
export function carryOutAction(
  call: { name: string; arguments: unknown },
  fields: readonly MessageField[] = [],
): ActionResult {
  if (!isOffered(call.name)) {
    return {
      status: "refused",
      answer: `Nothing was done: there is no function ${shorten(call.name)}. Offer to take a message.`,
    };
  }
  if (call.arguments === null || typeof call.arguments !== "object" || Array.isArray(call.arguments)) {
    return refuseInvalid(["arguments must be a JSON object"]);
  }
  return carryOut(call.name, call.arguments, fields);
}
