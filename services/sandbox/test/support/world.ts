import { VapiClient } from "@vapi-ai/server-sdk";
import { Resend } from "resend";
import twilio from "twilio";
import { startSandbox, type RunningSandbox, type SandboxOptions } from "../../src/start-sandbox.ts";
import { startReceiver, type Answer, type Received, type Receiver, type VapiMessage } from "./receiver.ts";

export const accountSid = `AC${"0123456789abcdef".repeat(2)}`;
export const authToken = "twilio-token-of-the-tests";
export const resendWebhookSecret = `whsec_${Buffer.from("a secret of thirty-two bytes !!!").toString("base64")}`;

/** A sandbox, a receiver of its webhooks, and the official clients pointed at it. */
export interface World {
  sandbox: RunningSandbox;
  receiver: Receiver;
  vapi: VapiClient;
  twilio: ReturnType<typeof twilio>;
  resend: Resend;
  control<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
  /** VAPI's messages of a type that came for a call. */
  messages(callId: string, type?: string): VapiMessage[];
  /** Waits for a call's report and returns all its messages. */
  untilReported(callId: string): Promise<VapiMessage[]>;
  /** Owns a number at Twilio and imports it into VAPI. */
  importNumber(number: string, more?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

class PrefixedClient extends twilio.RequestClient {
  private readonly base: URL;
  constructor(base: string) {
    super({ timeout: 10_000 });
    this.base = new URL(base);
  }
  override request: twilio.RequestClient["request"] = (options) => {
    const uri = new URL(options.uri);
    uri.protocol = this.base.protocol;
    uri.host = this.base.host;
    uri.pathname = this.base.pathname + uri.pathname;
    return twilio.RequestClient.prototype.request.call(this, { ...options, uri: uri.href }) as never;
  };
}

/** Starts everything for a test file. */
export async function startWorld(options: Partial<SandboxOptions> = {}): Promise<World> {
  const receiver = await startReceiver();
  const sandbox = await startSandbox({
    secrets: {
      vapiApiKey: "vapi-key",
      twilioAccountSid: accountSid,
      twilioAuthToken: authToken,
      resendApiKey: "re_key",
      resendWebhookSecret,
    },
    outboundSpeed: "instant",
    ...options,
  });
  const world: World = {
    sandbox,
    receiver,
    vapi: new VapiClient({ token: "vapi-key", baseUrl: `${sandbox.url}/vapi`, maxRetries: 0 }),
    twilio: twilio(accountSid, authToken, { httpClient: new PrefixedClient(`${sandbox.url}/twilio`) }),
    resend: new Resend("re_key", { baseUrl: `${sandbox.url}/resend` }),
    control: async (method, path, body) => {
      const response = await fetch(`${sandbox.url}/sandbox${path}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return (await response.json()) as never;
    },
    messages: (callId, type) =>
      receiver.received
        .flatMap((request) => request.vapi ?? [])
        .filter((message) => message.call.id === callId && (!type || message.type === type)),
    untilReported: async (callId) => {
      await receiver.waitFor(({ vapi }) => vapi?.type === "end-of-call-report" && vapi.call.id === callId);
      return world.messages(callId);
    },
    importNumber: async (number, more = {}) => {
      await world.control("POST", "/twilio/numbers", { phoneNumber: number });
      const imported = await world.vapi.phoneNumbers.create({
        provider: "twilio",
        number,
        twilioAccountSid: accountSid,
        twilioAuthToken: authToken,
        smsEnabled: false,
        server: { url: `${receiver.url}/vapi` },
        ...more,
      });
      return (imported as { id: string }).id;
    },
    close: async () => {
      await sandbox.close();
      await receiver.close();
    },
  };
  return world;
}

/** An assistant with one tool of each kind. */
export const assistant = {
  name: "Front desk",
  firstMessage: "Thanks for calling {{business}}, how can I help?",
  model: {
    provider: "openai" as const,
    model: "gpt-4o" as const,
    messages: [{ role: "system" as const, content: "You answer the phone." }],
    tools: [
      {
        type: "function" as const,
        function: {
          name: "takeMessage",
          description: "Takes a message for the team",
          parameters: {
            type: "object" as const,
            properties: {
              callerName: { type: "string" as const },
              phone: { type: "string" as const, pattern: "^\\+[1-9]\\d{6,14}$" },
              message: { type: "string" as const },
            },
            required: ["callerName", "phone", "message"],
          },
        },
      },
      { type: "transferCall" as const, destinations: [] },
      { type: "endCall" as const },
    ],
  },
  endCallPhrases: ["goodbye"],
  serverMessages: [
    "status-update",
    "tool-calls",
    "transfer-destination-request",
    "end-of-call-report",
    "hang",
    'transcript[transcriptType="final"]',
  ] as never[],
};

/** Answers VAPI's messages with a function of them, everything else with an empty object. */
export function onVapi(answer: (message: VapiMessage) => Answer | undefined): (request: Received) => Answer {
  return (request) => {
    if (!request.vapi) return {};
    return answer(request.vapi) ?? goodAnswer(request.vapi, { assistant });
  };
}

/** Answers VAPI's questions as a well-behaved server does. */
export function goodServer(given: Record<string, unknown> = { assistant }): (request: Received) => Answer {
  return onVapi((message) => goodAnswer(message, given));
}

function goodAnswer(message: VapiMessage, given: Record<string, unknown>): Answer {
  if (message.type === "assistant-request") return { body: given };
  if (message.type === "transfer-destination-request") {
    return { body: { destination: { type: "number", number: "+13475550177" } } };
  }
  if (message.type !== "tool-calls") return {};
  const calls = message.toolCallList as { id: string; function: { name: string } }[];
  const results = calls.map((call) => ({
    toolCallId: call.id,
    name: call.function.name,
    result: JSON.stringify({ message: "I have noted that down." }),
  }));
  return { body: { results } };
}
