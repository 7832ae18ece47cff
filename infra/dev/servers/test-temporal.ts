import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./free-port.ts";
import { temporalBinary, type Say } from "./temporal-binary.ts";
import { startTemporalServer } from "./temporal-server.ts";

/** The Temporal server that a run of the tests uses. */
export interface TestTemporal {
  /** `host:port` of the gRPC front end. */
  address: string;
  namespace: string;
  /** The Temporal CLI, for tests that start a server of their own; unset when the server was given. */
  binary: string | undefined;
  stop(): Promise<void>;
}

/**
 * Finds Temporal for a run of the tests: TEMPORAL_ADDRESS (with TEMPORAL_NAMESPACE) if set, else a dev server of its own.
 *
 * @param say told in plain words what takes long
 * @throws with the choices when there is no way to a server
 */
export async function resolveTestTemporal(say: Say): Promise<TestTemporal> {
  const given = process.env.TEMPORAL_ADDRESS;
  if (given) {
    const namespace = process.env.TEMPORAL_NAMESPACE || "default";
    return { address: given, namespace, binary: undefined, stop: () => Promise.resolve() };
  }
  const binary = await temporalBinary(say);
  const dir = mkdtempSync(path.join(tmpdir(), "callflex-temporal-"));
  const server = await startTemporalServer({ binary, port: await freePort(), logFile: path.join(dir, "temporal.log") });
  return {
    address: server.address,
    namespace: server.namespace,
    binary,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
