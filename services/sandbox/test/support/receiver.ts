import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A message of VAPI as it came in. */
export type VapiMessage = Record<string, unknown> & {
  type: string;
  status?: string;
  call: { id: string } & Record<string, unknown>;
};

/** Arguments of the only tool call in a `tool-calls` message, in whichever form they were sent. */
export function toolArguments(message: VapiMessage | undefined): unknown {
  const [item] = (message?.toolCallList ?? []) as { function: { arguments: unknown } }[];
  const given = item?.function.arguments;
  return typeof given === "string" ? JSON.parse(given) : given;
}

/** A webhook as it came in; on paths that begin with /vapi its message is read already. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  receivedAt: number;
  vapi?: VapiMessage;
}

/** What the receiver answers: a status, a body, or the end of the connection. */
export interface Answer {
  status?: number;
  body?: unknown;
  type?: string;
  afterMs?: number;
}

/** A small HTTP server that stands for the customer's own. */
export interface Receiver {
  url: string;
  received: Received[];
  /** Decides what is answered; replaceable. */
  answer: (request: Received) => Answer;
  /** Waits until a request matches. */
  waitFor(matches: (request: Received) => boolean): Promise<Received>;
  /** Waits until so many requests match. */
  waitForCount(count: number, matches: (request: Received) => boolean): Promise<Received[]>;
  close(): Promise<void>;
}

/** Starts a receiver on a free port. */
export async function startReceiver(): Promise<Receiver> {
  const waiting = new Set<() => void>();
  const server = createServer((req, res) => {
    let body = "";
    req.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    req.on("end", () => {
      const request: Received = { path: req.url ?? "", headers: req.headers, body, receivedAt: Date.now() };
      if (request.path.startsWith("/vapi")) request.vapi = (JSON.parse(body) as { message: VapiMessage }).message;
      receiver.received.push(request);
      const { status = 200, body: answer = {}, type = "application/json", afterMs = 0 } = receiver.answer(request);
      setTimeout(() => {
        res.writeHead(status, { "content-type": type });
        res.end(typeof answer === "string" ? answer : JSON.stringify(answer));
      }, afterMs);
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    answer: () => ({}),
    waitFor: async (matches) => {
      const [first] = await receiver.waitForCount(1, matches);
      if (!first) throw new Error("nothing came");
      return first;
    },
    waitForCount: (count, matches) =>
      new Promise((resolve) => {
        const look = () => {
          const found = receiver.received.filter(matches);
          if (found.length < count) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}
