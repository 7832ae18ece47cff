import type { RunInfo } from "./stack/run-file.ts";

/** A call to look at, found in the database. */
export interface LinkedCall {
  id: string;
  /** Id of the workflow that handles it, once it has one. */
  workflowId: string | undefined;
}

/**
 * Places worth a look right after the start.
 *
 * @param run where everything is
 * @param call the newest call, if there is one yet; without it the links lead to the lists
 * @returns what each place shows, and its address
 */
export function deepLinks(run: RunInfo, call: LinkedCall | undefined): Record<string, string> {
  const namespace = `${run.temporalUi}/namespaces/default/workflows`;
  return {
    "live call": call ? `${run.web}/calls/${call.id}` : `${run.web}/calls`,
    "its outbox rows": call ? `${run.web}/calls/${call.id}#events` : `${run.web}/calls`,
    "its workflow": call?.workflowId ? `${namespace}/${encodeURIComponent(call.workflowId)}` : namespace,
    "API docs": `${run.api}/api/docs`,
    "sandbox faults": `${run.sandbox}/#faults`,
  };
}
