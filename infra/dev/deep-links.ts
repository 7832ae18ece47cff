import type { NewestCall } from "./stack/newest-call.ts";
import type { RunInfo } from "./stack/run-file.ts";

/**
 * Places worth a look right after the start.
 *
 * @param run where everything is
 * @param call the call to show, if there is one; without it the links lead to the lists
 * @returns what each place shows, and its address
 */
export function deepLinks(run: RunInfo, call: NewestCall | undefined): Record<string, string> {
  const callPage = call ? `${run.web}/calls/${call.id}` : `${run.web}/calls`;
  // A search finds the workflow as soon as there is one; a link to its id would be an error page until then.
  const search = call ? `?query=${encodeURIComponent(`CallId="${call.id}"`)}` : "";
  return {
    [call && !call.isLive ? "newest call" : "live call"]: callPage,
    "its outbox rows": call ? `${callPage}#events` : callPage,
    ...(run.temporalUi ? { "its workflow": `${run.temporalUi}/namespaces/default/workflows${search}` } : {}),
    "API docs": `${run.api}/api/docs`,
    "sandbox faults": `${run.sandbox}/#faults`,
  };
}
