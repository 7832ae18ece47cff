import path from "node:path";
import { temporalBinary } from "../servers/temporal-binary.ts";
import { startTemporalServer } from "../servers/temporal-server.ts";
import type { Ports } from "./ports.ts";

/** The Temporal server of a stack. */
export interface StackTemporal {
  address: string;
  namespace: string;
  uiUrl: string;
  /** Settles when our own server is gone; never for a given one. */
  exited: Promise<number>;
  logFile: string;
  stop(): Promise<void>;
}

/** Where a stack gets Temporal from. */
export interface StackTemporalOptions {
  dataDir: string;
  logDir: string;
  ports: Ports;
  say: (line: string) => void;
}

/**
 * Starts a Temporal dev server that keeps its state in a file, or takes the one that TEMPORAL_ADDRESS names (with
 * TEMPORAL_NAMESPACE and TEMPORAL_UI_URL).
 *
 * @param options where its files and ports are
 * @throws with the choices when there is no way to a server
 */
export async function startTemporal({ dataDir, logDir, ports, say }: StackTemporalOptions): Promise<StackTemporal> {
  const logFile = path.join(logDir, "temporal.log");
  const given = process.env.TEMPORAL_ADDRESS;
  if (given) {
    return {
      address: given,
      namespace: process.env.TEMPORAL_NAMESPACE || "default",
      uiUrl: process.env.TEMPORAL_UI_URL || "",
      exited: new Promise<number>(() => undefined),
      logFile,
      stop: () => Promise.resolve(),
    };
  }
  const server = await startTemporalServer({
    binary: await temporalBinary(say),
    databaseFile: path.join(dataDir, "temporal", "temporal.db"),
    port: ports.temporal,
    uiPort: ports.temporalUi,
    logFile,
  });
  return { ...server, logFile };
}
