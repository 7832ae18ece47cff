import {
  SEARCH_ATTRIBUTES,
  SYNC_SIGNAL,
  workflowId,
  WORKFLOWS,
  type AssistantInput,
} from "@callflex/contracts/workflow";
import { createVapiAssistants } from "@callflex/providers/vapi/assistants";
import { makeAssistant, makeOrganization } from "@callflex/testing/factories";
import type { WorkflowHandle } from "@temporalio/client";
import { until, type Harness } from "./harness.ts";
import { SECRETS } from "./run-worker.ts";

/** An assistant's row, as far as the way to VAPI is concerned. */
export interface SyncRow {
  vapi_assistant_id: string | null;
  sync_state: string;
  sync_error: string | null;
  version: number;
  synced_version: number | null;
  drift: { part: string; ours: string; found: string }[] | null;
  drift_accepted: boolean;
}

/** Assistants of a test, and the stand-in for VAPI that they are brought to. */
export function assistantsAtVapi(harness: Harness) {
  const { admin, client, options, control } = harness;
  const vapi = createVapiAssistants({ apiKey: SECRETS.vapiApiKey, baseUrl: `${options.sandboxUrl}/vapi` });

  /** An active assistant that VAPI doesn't know yet, of an organization of its own. */
  async function make(status = "active"): Promise<AssistantInput> {
    const { id: organizationId } = await makeOrganization(admin);
    const { id: assistantId } = await makeAssistant(admin, { organizationId, status });
    await admin.query("UPDATE assistants SET vapi_assistant_id = NULL WHERE id = $1", [assistantId]);
    return { organizationId, assistantId };
  }

  /** Saves another greeting, as a new version; whoever saves has seen the drift that is known. */
  async function save({ assistantId }: AssistantInput, firstMessage: string): Promise<void> {
    await admin.query(
      `UPDATE assistants SET first_message = $2, version = version + 1, sync_state = 'pending', drift_accepted = drift IS NOT NULL
       WHERE id = $1`,
      [assistantId, firstMessage],
    );
  }

  /** Changes the greeting at VAPI behind our back. */
  async function changeThere(input: AssistantInput, firstMessage: string): Promise<void> {
    const [there] = await vapi.findVapiAssistants(input.assistantId);
    await vapi.updateVapiAssistant(there!.id, { ...there, firstMessage } as never);
  }

  /** Asks for a sync the way the relay does. */
  function ask(input: AssistantInput): Promise<WorkflowHandle> {
    return client.workflow.signalWithStart(WORKFLOWS.syncAssistant, {
      taskQueue: options.taskQueue,
      workflowId: workflowId.syncAssistant(input.assistantId),
      args: [input],
      signal: SYNC_SIGNAL,
      signalArgs: [],
      workflowIdReusePolicy: "ALLOW_DUPLICATE",
      searchAttributes: { [SEARCH_ATTRIBUTES.organizationId]: [input.organizationId] },
    });
  }

  async function remove(input: AssistantInput): Promise<WorkflowHandle> {
    await admin.query("UPDATE assistants SET deleted_at = now() WHERE id = $1", [input.assistantId]);
    return harness.start(WORKFLOWS.deleteAssistant, workflowId.deleteAssistant(input.assistantId), input);
  }

  async function row({ assistantId }: AssistantInput): Promise<SyncRow> {
    const { rows } = await admin.query<SyncRow>(
      "SELECT vapi_assistant_id, sync_state, sync_error, version, synced_version, drift, drift_accepted FROM assistants WHERE id = $1",
      [assistantId],
    );
    return rows[0]!;
  }

  return {
    vapi,
    make,
    save,
    ask,
    remove,
    row,
    changeThere,
    /** An assistant that VAPI has as it is. */
    async makeSynced(): Promise<AssistantInput> {
      const input = await make();
      await (await ask(input)).result();
      return input;
    },
    found: ({ assistantId }: AssistantInput) => vapi.findVapiAssistants(assistantId),
    /** Lets requests about assistants go wrong, or take long. */
    fault: (fault: object) =>
      control("PUT", "/faults", { requests: [{ provider: "vapi", path: "/assistant", ...fault }] }),
    /** Waits until an activity is being worked on. */
    untilUnderWay: (handle: WorkflowHandle) =>
      until(
        async () => (await handle.describe()).raw.pendingActivities ?? [],
        (activities) => activities.some(({ lastStartedTime }) => lastStartedTime != null),
      ),
    /** Pushes that a workflow has made. */
    async pushes(handle: WorkflowHandle): Promise<number> {
      const { events = [] } = await handle.fetchHistory();
      return events!.filter(
        (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === "pushAssistant",
      ).length;
    },
  };
}
export type AssistantsAtVapi = ReturnType<typeof assistantsAtVapi>;
