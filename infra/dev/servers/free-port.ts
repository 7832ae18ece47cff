import { randomInt } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";

/** Ports handed out by this process: the servers that got them may not listen yet. */
const handedOut = new Set<number>();

/**
 * From here any free port is taken. Systems give ports from 32768 on to outgoing connections, and one of those may begin
 * between our look and the start of the server.
 */
const FREE_FROM = 20_000;
const FREE_TO = 30_000;

async function tryPort(port: number): Promise<number | undefined> {
  if (handedOut.has(port)) return undefined;
  const server = createServer();
  return await new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const chosen = (server.address() as AddressInfo).port;
      server.close(() => resolve(chosen));
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
export async function freePort(wanted?: number, onTaken: (port: number) => void = () => undefined): Promise<number> {
  let port = wanted === undefined ? undefined : await tryPort(wanted);
  if (wanted !== undefined && port === undefined) onTaken(wanted);
  while (port === undefined) port = await tryPort(randomInt(FREE_FROM, FREE_TO));
  handedOut.add(port);
  return port;
}
