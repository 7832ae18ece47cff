import type { Vapi } from "@vapi-ai/server-sdk";
import { ProviderError } from "../errors.ts";
import { tagOf } from "../tag.ts";
import { refusalWords } from "./call-refusals.ts";
import {
  answerOf,
  answerUnlessMissing,
  createLimit,
  createVapiClient,
  messageOf,
  statusError,
  toProviderError,
  type VapiOptions,
} from "./client.ts";
import { listAll } from "./list-all.ts";
import { serverOf } from "./server.ts";

/** A call that a person asked for to hear an assistant. */
export interface TestCallRequest {
  /** Id of our row: the call carries it, so that it is found again. */
  testCallId: string;
  /** VAPI's id of the assistant that talks. */
  vapiAssistantId: string;
  variableValues: Record<string, string>;
  /** An older call can't be this one; the row's time of creation. */
  madeAfter: Date;
}

/** Who is rung, from which number. */
export interface RingRequest extends TestCallRequest {
  /** VAPI's id of the number that calls; it carries the server that events go to. */
  vapiPhoneNumberId: string;
  /** Who is called, in E.164. */
  toNumber: string;
  /** What the number changes about the assistant: its opening words, what is recorded. */
  told: Pick<Vapi.AssistantOverrides, "firstMessage" | "artifactPlan" | "serverMessages">;
}

/** A conversation in the browser. Without a number, the call itself says where its events go. */
export interface WebRequest extends TestCallRequest {
  serverUrl: string;
  /** VAPI's id of the credential by which it proves itself there. */
  credentialId: string;
}

/** A call as VAPI has it. */
export interface PlacedCall {
  id: string;
  /** Where a browser joins with a microphone; null for calls by telephone. */
  joinUrl: string | null;
  ended: boolean;
  /** VAPI's reason of the end. */
  endedReason: string | null;
}

/** What can be done to a call while it runs. */
export type CallCommand = { kind: "person_says"; text: string } | { kind: "end" };

/** Places calls for people who try an assistant. Every function throws `ProviderError`. */
export interface VapiTestCalls {
  /**
   * Lets the assistant ring a person, or finds the call that was placed for the same id. A failure that is `retryable`
   * leaves open whether it was placed; calling again settles it, and rings nobody twice.
   */
  createVapiCall(request: RingRequest): Promise<PlacedCall>;
  /** Opens a conversation in the browser, or finds the one that was opened for the same id; as {@link createVapiCall}. */
  createVapiWebCall(request: WebRequest): Promise<PlacedCall>;
  /** The call that was placed for an id of ours; null when there is none. */
  findVapiCall(query: Pick<TestCallRequest, "testCallId" | "madeAfter">): Promise<PlacedCall | null>;
  /** Reads a call; null when VAPI has no such one. */
  getVapiCall(callId: string): Promise<PlacedCall | null>;
  /** Does something to a running call. @returns false when the call is over */
  controlVapiCall(callId: string, command: CallCommand): Promise<boolean>;
}

/** Our clock and VAPI's may differ by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;

type AnyCall = Pick<Vapi.Call, "id" | "createdAt"> & Partial<Vapi.Call> & { webCallUrl?: string };

function placedCall(call: AnyCall): PlacedCall {
  const { callUrl } = (call.transport ?? {}) as { callUrl?: unknown };
  const joinUrl = typeof callUrl === "string" ? callUrl : call.webCallUrl;
  return {
    id: call.id,
    joinUrl: call.type === "webCall" ? (joinUrl ?? null) : null,
    ended: call.status === "ended",
    endedReason: call.endedReason ?? null,
  };
}

/** Id of ours that a call carries: in its metadata, and a call by telephone in its name too (web calls have none). */
function isOf(call: AnyCall, testCallId: string): boolean {
  return call.name === tagOf(testCallId) || call.assistantOverrides?.metadata?.["callflexTestCallId"] === testCallId;
}

function commandBody(command: CallCommand): object {
  return command.kind === "end"
    ? { type: "end-call" }
    : { type: "add-message", message: { role: "user", content: command.text }, triggerResponseEnabled: true };
}

/** Makes the client over the SDK. */
export function createVapiTestCalls(options: VapiOptions): VapiTestCalls {
  const client = createVapiClient(options);
  const { baseUrl, timeoutMs = 10_000 } = options;

  async function find({ testCallId, madeAfter }: Pick<TestCallRequest, "testCallId" | "madeAfter">) {
    const since = new Date(madeAfter.getTime() - CLOCK_SKEW_MS);
    const calls: AnyCall[] = await listAll((page) => client.calls.list(page), since);
    return calls.filter((call) => isOf(call, testCallId)).at(-1) ?? null;
  }

  async function once(request: TestCallRequest, place: () => Promise<AnyCall>): Promise<PlacedCall> {
    const known = await find(request);
    if (known) return placedCall(known);
    try {
      return placedCall(await place());
    } catch (error) {
      throw refusalWords(toProviderError(error));
    }
  }

  /** VAPI's web calls have an endpoint that the SDK lacks (2.0.1). */
  async function openWebCall(body: object): Promise<AnyCall> {
    const { timeoutInSeconds } = createLimit(options);
    const answer = await client.fetch(
      `${baseUrl}/call/web`,
      { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
      { timeoutInSeconds, maxRetries: 0 },
    );
    const content: unknown = await answer.json().catch(() => undefined);
    if (!answer.ok) throw statusError(answer.status, messageOf(answer.status, content), answer.headers);
    return content as AnyCall;
  }

  return {
    createVapiCall: (request) =>
      once(request, async () => {
        const { testCallId, vapiAssistantId: assistantId, vapiPhoneNumberId: phoneNumberId, variableValues } = request;
        const made = await answerOf(
          client.calls.create(
            {
              name: tagOf(testCallId),
              assistantId,
              phoneNumberId,
              customer: { number: request.toNumber },
              assistantOverrides: { ...request.told, variableValues, metadata: { callflexTestCallId: testCallId } },
            },
            createLimit(options),
          ),
        );
        if (!("id" in made)) throw new TypeError("VAPI answered for one customer as for several");
        return made;
      }),
    createVapiWebCall: (request) =>
      once(request, () => {
        const { testCallId, vapiAssistantId: assistantId, variableValues } = request;
        const metadata = { callflexTestCallId: testCallId };
        return openWebCall({
          assistantId,
          assistantOverrides: { variableValues, metadata, server: serverOf(request) },
        });
      }),
    async findVapiCall(query) {
      const call = await find(query);
      return call && placedCall(call);
    },
    async getVapiCall(callId) {
      const call = await answerUnlessMissing(client.calls.get({ id: callId }));
      return call && placedCall(call);
    },
    async controlVapiCall(callId, command) {
      const call = await answerUnlessMissing(client.calls.get({ id: callId }));
      if (!call || call.status === "ended") return false;
      const controlUrl = call.monitor?.controlUrl;
      if (!controlUrl) {
        const message = `call ${callId} has no control address`;
        throw new ProviderError({ provider: "vapi", retryable: true, code: "no_control", message });
      }
      try {
        const answer = await fetch(controlUrl, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(commandBody(command)),
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (answer.ok) return true;
        const content: unknown = await answer.json().catch(() => undefined);
        const message = messageOf(answer.status, content);
        // A call that ended since it was read: VAPI refuses the command, or doesn't know the address any more.
        if (answer.status === 404 || (answer.status === 400 && /ended/i.test(message))) return false;
        throw statusError(answer.status, message, answer.headers);
      } catch (error) {
        throw toProviderError(error);
      }
    },
  };
}
