import type { Logger } from "@callflex/platform/logger";
import { DefaultLogger, makeTelemetryFilterString, Runtime } from "@temporalio/worker";

const LEVELS = { TRACE: "trace", DEBUG: "debug", INFO: "info", WARN: "warn", ERROR: "error" } as const;

/**
 * Sets up Temporal's runtime, once a process: its log lines go into ours, and it leaves signals to the service's own
 * life cycle.
 */
export function installTemporalRuntime(logger: Logger): void {
  Runtime.install({
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: "WARN", other: "ERROR" }), forward: {} } },
    logger: new DefaultLogger("INFO", ({ level, message, meta }) => logger[LEVELS[level]]({ temporal: meta }, message)),
  });
}
