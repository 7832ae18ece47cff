import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A way to a server that a test can cut and mend. */
export interface TcpProxy {
  /** The server's address with this way in its place. */
  url: string;
  /** Ends all connections and refuses new ones. */
  cut(): Promise<void>;
  /** Leaves connections open and passes nothing on: the server seems to hang. */
  hold(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a way to a server, so that a test can take it away without stopping what others use.
 *
 * @param target connection string of the server
 */
export async function openTcpProxy(target: string): Promise<TcpProxy> {
  const url = new URL(target);
  const sockets = new Set<Socket>();
  let held = false;
  let port = 0;
  let server: Server | undefined;

  function pass(client: Socket): void {
    const upstream = connect(Number(url.port || 5432), url.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => void (held || to.write(chunk)));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  }

  async function listen(): Promise<void> {
    const opened = createServer(pass);
    await new Promise<void>((resolve) => opened.listen(port, "127.0.0.1", resolve));
    port = (opened.address() as AddressInfo).port;
    server = opened;
  }

  async function cut(): Promise<void> {
    const closing = server;
    server = undefined;
    const closed = closing && new Promise((resolve) => closing.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await listen();
  const proxied = new URL(target);
  proxied.hostname = "127.0.0.1";
  proxied.port = String(port);
  return {
    url: proxied.toString(),
    cut,
    hold: () => void (held = true),
    mend: async () => {
      held = false;
      if (!server) await listen();
    },
    close: cut,
  };
}
