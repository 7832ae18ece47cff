import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Where and how one request goes wrong. */
export interface Strike {
  /** Which request from now on, counted from 1. */
  at: number;
  /** Before: the provider never hears of it. After: it was carried out, and its answer is lost. */
  when: "before" | "after";
  /** Fail: the worker is told of a fault. Hold: it hears nothing until its own patience ends. */
  how: "fail" | "hold";
}

/** Stands between a worker and the sandbox, counts requests, and lets one of them go wrong. */
export interface RequestGate {
  url: string;
  /**
   * Lets one request go wrong; counting begins anew.
   *
   * @returns settles with the request, as `POST /path`, when it was struck
   */
  strike(strike: Strike): Promise<string>;
  /** Lets everything through; counting begins anew. */
  open(): void;
  /** Requests since counting began, as `POST /path`. */
  seen(): string[];
  /** How long the provider took for them together, in milliseconds; what is asked at once counts for each. */
  spentMs(): number;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** @param target address of the sandbox */
export async function startRequestGate(target: string): Promise<RequestGate> {
  let seen: string[] = [];
  let spentMs = 0;
  let armed: (Strike & { struck: (request: string) => void }) | undefined;

  async function forward(req: IncomingMessage, body: Buffer, res: ServerResponse | null): Promise<void> {
    const { method = "GET", url = "/" } = req;
    const { authorization = "", "content-type": type = "" } = req.headers;
    const twilioHost = req.headers["x-twilio-host"] ?? req.headers["x-forwarded-host"];
    const startedAt = performance.now();
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: {
        authorization,
        "content-type": type,
        ...(typeof twilioHost === "string" ? { "x-forwarded-host": twilioHost } : {}),
      },
      body: method === "GET" || body.length === 0 ? null : new Uint8Array(body),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    spentMs += performance.now() - startedAt;
    res?.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(bytes);
  }

  const server = createServer((req, res) => {
    void (async () => {
      const body = await bodyOf(req);
      const name = `${req.method} ${(req.url ?? "").split("?")[0]}`;
      seen.push(name);
      if (armed?.at !== seen.length) return forward(req, body, res);
      const { when, how, struck } = armed;
      armed = undefined;
      if (when === "after") await forward(req, body, null);
      if (how === "fail") res.writeHead(503, { "content-type": "application/json" }).end("{}");
      struck(name);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    strike: (strike) =>
      new Promise((struck) => {
        seen = [];
        spentMs = 0;
        armed = { ...strike, struck };
      }),
    open: () => {
      seen = [];
      spentMs = 0;
      armed = undefined;
    },
    seen: () => [...seen],
    spentMs: () => spentMs,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
