import { setMaxListeners } from "node:events";
import { listen } from "@callflex/platform/http-server";
import { createLogger, type Logger } from "@callflex/platform/logger";
import { createApp } from "./app.ts";
import { closeAbandonedCalls } from "./calls/close-abandoned.ts";
import { watchForFirstCall } from "./calls/first-call.ts";
import { createFaults } from "./faults/faults.ts";
import { createRandom } from "./random.ts";
import type { Sandbox, SandboxSecrets } from "./sandbox.ts";
import type { Speed } from "./state/call-record.ts";
import { openStore } from "./state/store.ts";
import { createDeliverer } from "./webhooks/deliverer.ts";

/** How a sandbox is started. */
export interface SandboxOptions {
  secrets: SandboxSecrets;
  host?: string;
  /** TCP port; default: any free one. */
  port?: number;
  /** Address under which others reach it; default: where it listens. */
  publicUrl?: string;
  /** Folder of the state; default: memory only. */
  stateDir?: string;
  /** Seconds until a call comes in by itself; default 0: never. */
  firstCallAfterSeconds?: number;
  seed?: string;
  /** How fast calls to people go that a script answers; default 1: as in life. */
  outboundSpeed?: Speed;
  logger?: Logger;
}

/** A running sandbox. */
export interface RunningSandbox {
  /** Address that answers, without a trailing slash. */
  url: string;
  port: number;
  /** Ends calls where they are, writes the state, stops listening. */
  close(): Promise<void>;
}

/**
 * Starts the stand-ins for VAPI, Twilio and Resend in this process.
 *
 * @throws when the port is taken or a file of the state is damaged
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const logger = options.logger ?? createLogger({ service: "sandbox", level: "silent" });
  const seed = options.seed ?? "sandbox";
  const store = await openStore({ dir: options.stateDir, logger });
  const stopping = new AbortController();
  // Every live call, stream and timer listens to it.
  setMaxListeners(0, stopping.signal);
  const faults = createFaults(createRandom(`${seed}/faults`), () =>
    store.changes.publish({ part: "faults", id: null }),
  );
  const deliverer = createDeliverer(store, faults, Date.now);
  let url = options.publicUrl;

  const sandbox: Sandbox = {
    store,
    faults,
    deliverer,
    calls: new Map(),
    secrets: options.secrets,
    seed,
    outboundSpeed: options.outboundSpeed ?? 1,
    logger,
    publicUrl: () => url ?? "",
    stopping: stopping.signal,
  };
  closeAbandonedCalls(store);
  const server = await listen(createApp(sandbox), { host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
  url ??= server.url;
  const endWatch = watchForFirstCall(sandbox, options.firstCallAfterSeconds ?? 0);

  return {
    url: server.url,
    port: server.port,
    close: async () => {
      endWatch();
      stopping.abort();
      deliverer.close();
      await server.close();
      await Promise.allSettled([...sandbox.calls.values()].map((call) => call.done));
      await store.flush();
    },
  };
}
