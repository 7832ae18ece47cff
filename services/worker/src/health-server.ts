import { createServer } from "node:http";

/** Answers `/healthz` while the process lives, and `/readyz` as long as `ready` does. */
export interface HealthServer {
  port: number;
  close(): Promise<void>;
}

/** A check that takes longer has failed. */
const CHECK_LIMIT_MS = 2_000;

async function holds(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("took too long")), CHECK_LIMIT_MS);
  });
  try {
    await Promise.race([check(), limit]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Serves the probes of an orchestrator.
 *
 * @param options.checks by name, what must answer for the worker to be of use
 * @throws the listen error
 */
export async function startHealthServer(options: {
  host: string;
  port: number;
  checks: Record<string, () => Promise<unknown>>;
}): Promise<HealthServer> {
  const server = createServer((req, res) => {
    const send = (status: number, body: unknown) => {
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (req.url === "/healthz") return send(200, { ok: true });
    if (req.url !== "/readyz") return send(404, { error: "There is nothing here." });
    const checked = Object.entries(options.checks).map(async ([name, check]) => [name, await holds(check)] as const);
    void Promise.all(checked).then((results) => {
      const ok = results.every(([, held]) => held);
      send(ok ? 200 : 503, { ok, ...Object.fromEntries(results) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
