import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";

/** A listening server. `close` stops accepting, lets requests in flight finish, and cuts idle and streaming connections. */
export interface HttpServer {
  server: Server;
  /** Address that answers, `http://127.0.0.1:3100`. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Time given to requests in flight when the server closes; streams never end by themselves. */
const GRACE_MS = 3_000;

/**
 * Listens with an Express app.
 *
 * @param app the app
 * @param options.host interface, `127.0.0.1` for this machine alone
 * @param options.port TCP port, 0 for any free one
 * @throws the listen error (EADDRINUSE, EACCES)
 */
export async function listen(app: Express, options: { host: string; port: number }): Promise<HttpServer> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const shown = options.host === "0.0.0.0" || options.host === "::" ? "127.0.0.1" : options.host;
  return {
    server,
    port,
    url: `http://${shown}:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
