import { ControlError } from "../http-error.ts";
import { newSid, newUuid } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { CallRecord, Speed } from "../state/call-record.ts";
import type { VapiAssistant, VapiPhoneNumber } from "../state/vapi-resources.ts";
import { vapiVoiceUrl } from "../vapi/twilio-link.ts";
import { withOverrides } from "./assistant-view.ts";
import { playCall } from "./play-call.ts";
import type { Scenario } from "./scenario.ts";
import { scenarioById, scenarios } from "./scenarios.ts";

/** A call from a person to a number. */
export interface InboundCall {
  to: string;
  from?: string;
  scenario?: string;
  speed?: Speed;
  typed?: boolean;
  forwardedFrom?: string;
}

/**
 * Lets a person call a number of ours.
 *
 * @returns the call, which is being played
 * @throws {ControlError} 404 when the number or the scenario is unknown, 409 when calls to it don't reach VAPI
 */
export function placeInboundCall(sandbox: Sandbox, inbound: InboundCall): CallRecord {
  const number = sandbox.store.phoneNumbers.find((known) => known.number === inbound.to);
  if (!number)
    throw new ControlError(404, `No VAPI phone number ${inbound.to}: import it first (POST /vapi/phone-number)`);
  const line = sandbox.store.twilioNumbers.find((known) => known.phoneNumber === inbound.to);
  if (line && line.voiceUrl !== vapiVoiceUrl) {
    throw new ControlError(
      409,
      `Calls to ${inbound.to} don't reach VAPI: its VoiceUrl at Twilio is "${line.voiceUrl}"`,
    );
  }
  const scenario = chooseScenario(inbound.scenario);
  const call = newCall(sandbox, {
    type: "inboundPhoneCall",
    callSid: newSid("CA"),
    customerNumber: inbound.from ?? scenario.from,
    lineNumber: inbound.to,
    phoneNumberId: number.id,
    scenarioId: inbound.typed ? null : scenario.id,
    speed: inbound.typed ? 1 : (inbound.speed ?? 1),
    typed: inbound.typed ?? false,
    ...(inbound.forwardedFrom ? { forwardedFrom: inbound.forwardedFrom } : {}),
  });
  playCall(sandbox, call, number, scenario);
  return call;
}

/** What an outbound or a web call needs. */
export interface AssistantCall {
  assistant: VapiAssistant;
  assistantId: string | null;
  overrides?: Record<string, unknown>;
  name?: string;
}

/** Lets the assistant call a person; unless somebody on the page takes the call, a scripted person answers. */
export function placeOutboundCall(
  sandbox: Sandbox,
  by: AssistantCall,
  number: VapiPhoneNumber,
  customer: { number: string; name?: string },
): CallRecord {
  const scenario = chooseScenario("answers-the-phone");
  const call = newCall(sandbox, {
    ...assistantMembers(by),
    type: "outboundPhoneCall",
    callSid: newSid("CA"),
    customerNumber: customer.number,
    ...(customer.name ? { customerName: customer.name } : {}),
    lineNumber: number.number,
    phoneNumberId: number.id,
    scenarioId: scenario.id,
    speed: sandbox.outboundSpeed,
  });
  playCall(sandbox, call, number, scenario);
  return call;
}

/** Starts a conversation with an assistant in the browser; the person types. */
export function placeWebCall(sandbox: Sandbox, by: AssistantCall): CallRecord {
  const call = newCall(sandbox, { ...assistantMembers(by), type: "webCall", typed: true });
  playCall(sandbox, call, null, chooseScenario(undefined));
  return call;
}

function assistantMembers(by: AssistantCall): Partial<CallRecord> {
  return {
    assistantId: by.assistantId,
    assistant: withOverrides(by.assistant, by.overrides),
    ...(by.overrides ? { assistantOverrides: by.overrides } : {}),
    ...(by.name ? { name: by.name } : {}),
  };
}

function newCall(sandbox: Sandbox, given: Partial<CallRecord> & Pick<CallRecord, "type">): CallRecord {
  sandbox.store.saveMeta({ callsPlaced: sandbox.store.meta().callsPlaced + 1 });
  const now = Date.now();
  return {
    id: newUuid(),
    callSid: null,
    status: "queued",
    customerNumber: null,
    lineNumber: null,
    phoneNumberId: null,
    assistantId: null,
    assistant: null,
    scenarioId: null,
    speed: 1,
    typed: false,
    createdAt: now,
    updatedAt: now,
    toolSucceeded: false,
    turns: [],
    ...given,
  };
}

function chooseScenario(id: string | undefined): Scenario {
  const scenario = id === undefined ? scenarios[0] : scenarioById(id);
  if (!scenario) {
    throw new ControlError(404, `No scenario "${id}": choose one of ${scenarios.map((known) => known.id).join(", ")}`);
  }
  return scenario;
}
