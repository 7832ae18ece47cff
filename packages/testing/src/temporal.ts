import { inject } from "vitest";
import type {} from "./provided-context.ts";

/** The Temporal server that all integration tests of a run share. */
export interface TestTemporalServer {
  /** `host:port` of the gRPC front end. */
  address: string;
  namespace: string;
}

/**
 * The Temporal server of this run. It is shared, so a test keeps to itself by its own task queue and workflow ids.
 *
 * @returns where it answers
 */
export function testTemporal(): TestTemporalServer {
  const { address, namespace } = inject("temporal");
  return { address, namespace };
}
