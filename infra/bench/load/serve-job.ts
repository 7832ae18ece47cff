/** What a generator says once it is loaded, so that its start counts in nobody's figures. */
export const LOADED = "loaded";
/** What a generator is told to end before its job is done. */
export const STOP = "stop";

/**
 * The generator's side of a process made by `loadGenerator`: does the job that it is told, reports, ends.
 *
 * @param work `stopped` is true once it shall come to its end
 */
export function serveJob<Job, Report>(work: (job: Job, stopped: () => boolean) => Promise<Report>): void {
  let stopped = false;
  process.on("message", (message) => {
    if (message === STOP) {
      stopped = true;
      return;
    }
    void work(message as Job, () => stopped).then((report) => process.send?.(report, () => process.disconnect()));
  });
  process.send?.(LOADED);
}
