import { freePort } from "../servers/free-port.ts";

/** A port for each server of the stack. */
export interface Ports {
  web: number;
  api: number;
  webhooks: number;
  sandbox: number;
  postgres: number;
  temporal: number;
  temporalUi: number;
}

/** Ports of `npm start` while nobody else uses them. */
const USUAL: Ports = {
  web: 3000,
  api: 3100,
  webhooks: 3200,
  sandbox: 3300,
  postgres: 3432,
  temporal: 7233,
  temporalUi: 8233,
};

/**
 * Chooses the ports of a stack.
 *
 * @param kind `usual` prefers the ports that the documentation names, `free` takes any
 * @param say told which usual port is taken and what is used instead
 */
export async function choosePorts(kind: "usual" | "free", say: (line: string) => void): Promise<Ports> {
  const ports = { ...USUAL };
  for (const name of Object.keys(USUAL) as (keyof Ports)[]) {
    let taken = false;
    ports[name] = await freePort(kind === "usual" ? USUAL[name] : undefined, () => (taken = true));
    if (taken) say(`Port ${USUAL[name]} (${name}) is taken by another program; using ${ports[name]} instead`);
  }
  return ports;
}
