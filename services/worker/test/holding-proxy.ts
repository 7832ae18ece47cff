import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between a worker and the sandbox and can keep answers to itself. */
export interface HoldingProxy {
  url: string;
  /** From now on requests are carried out, but those of this method and path hear nothing. */
  holdAnswers(method: string, path: string): void;
  release(): void;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** @param target address of the sandbox */
export async function startHoldingProxy(target: string): Promise<HoldingProxy> {
  let held: { method: string; path: string } | undefined;
  const server = createServer((req, res) => {
    void (async () => {
      const { method = "GET", url = "/" } = req;
      const { authorization = "", "content-type": type = "", "idempotency-key": key } = req.headers;
      const headers = { authorization, "content-type": type, ...(key ? { "idempotency-key": String(key) } : {}) };
      const body = method === "GET" ? undefined : await bodyOf(req);
      const answer = await fetch(`${target}${url}`, { method, headers, body });
      const text = await answer.text();
      if (held?.method === method && url.includes(held.path)) return;
      res.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(text);
    })().catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdAnswers: (method, path) => {
      held = { method, path };
    },
    release: () => {
      held = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
