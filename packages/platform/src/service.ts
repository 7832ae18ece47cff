import type { Logger } from "./logger.ts";

/** Something to be closed when the service stops. */
export type Closer = () => Promise<void> | void;

/** How long a service may take to drain before it is ended by force. */
const DRAIN_LIMIT_MS = 15_000;

/**
 * Runs a service until SIGINT, SIGTERM or the loss of the parent that started it with an IPC channel; then closes what
 * `start` registered, last opened first, and exits.
 *
 * A failure during the start, an uncaught exception or an unhandled rejection ends the process with code 1: a supervisor
 * restarts it, and nothing is lost because nothing is acknowledged before it is durable.
 *
 * @param logger where the life of the service is written
 * @param start opens servers and connections; calls `onStop` for each
 */
export async function runService(
  logger: Logger,
  start: (onStop: (close: Closer) => void) => Promise<void>,
): Promise<void> {
  const closers: Closer[] = [];
  let stopping = false;

  const stop = async (reason: string, code: number) => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, "stopping");
    setTimeout(() => {
      logger.error("did not drain in time");
      process.exit(1);
    }, DRAIN_LIMIT_MS).unref();
    for (const close of closers.reverse()) {
      try {
        await close();
      } catch (error) {
        logger.error({ err: error }, "closing failed");
      }
    }
    logger.flush();
    process.exit(code);
  };

  process.once("SIGINT", () => void stop("SIGINT", 0));
  process.once("SIGTERM", () => void stop("SIGTERM", 0));
  process.once("disconnect", () => void stop("parent is gone", 0));
  process.on("uncaughtException", (error) => {
    logger.fatal({ err: error }, "uncaught exception");
    void stop("uncaught exception", 1);
  });
  process.on("unhandledRejection", (error) => {
    logger.fatal({ err: error }, "unhandled rejection");
    void stop("unhandled rejection", 1);
  });

  try {
    await start((close) => closers.push(close));
    process.send?.({ ready: true });
  } catch (error) {
    logger.fatal({ err: error }, "start failed");
    await stop("start failed", 1);
  }
}
