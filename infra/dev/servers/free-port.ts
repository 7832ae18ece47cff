import { createServer, type AddressInfo } from "node:net";

/** Ports handed out by this process: the servers that got them may not listen yet. */
const handedOut = new Set<number>();

async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const chosen = (server.address() as AddressInfo).port;
      server.close(() => resolve(handedOut.has(chosen) ? undefined : chosen));
    });
  });
}

/**
 * Finds a TCP port on 127.0.0.1 that nobody listens on.
 *
 * @param wanted the port to prefer; without one any free port is taken
 * @param onTaken told the wanted port when it is in use and another one is chosen
 * @returns a free port, never the same one twice in this process
 */
export async function freePort(wanted = 0, onTaken: (port: number) => void = () => undefined): Promise<number> {
  let port = await tryPort(wanted);
  if (port === undefined) {
    if (wanted !== 0) onTaken(wanted);
    while (port === undefined) port = await tryPort(0);
  }
  handedOut.add(port);
  return port;
}
