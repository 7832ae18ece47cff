import { randomUUID } from "node:crypto";
import { SEARCH_ATTRIBUTES, SYNC_SIGNAL, TASK_QUEUE } from "@callflex/contracts/workflow";
import { testTemporal } from "@callflex/testing/temporal";
import { Client, Connection } from "@temporalio/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkflowStarter, TemporalBusy, type WorkflowStarter } from "../src/relay/workflow-starter.ts";
import { eventually } from "./support/look.ts";

const IDENTITY = "workflow-starter-test";
/** Numbers of Temporal's API. */
const KEYWORD = 2;
const COMPLETE_WORKFLOW_EXECUTION = 4;
const POLL_MS = 5_000;
const DAY_SECONDS = 86_400;

/** A namespace of its own: on the shared one, a worker of another test would take these workflows. */
const namespace = `starter-${randomUUID()}`;

let connection: Connection;
let client: Client;
let starter: WorkflowStarter;
beforeAll(async () => {
  const { address } = testTemporal();
  connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: DAY_SECONDS as never },
  });
  client = new Client({ connection, namespace });
  starter = createWorkflowStarter({ address, namespace });
  await eventually(() =>
    connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: { [SEARCH_ATTRIBUTES.organizationId]: KEYWORD, [SEARCH_ATTRIBUTES.callId]: KEYWORD },
    }),
  );
  // The server learns of a new namespace and its attributes a moment later.
  await eventually(() => starter.start(workflow(`warm-up/${randomUUID()}`)));
});
afterAll(async () => {
  await starter.close();
  await connection.close();
});

const organizationId = randomUUID();
const callId = randomUUID();
function workflow(workflowId: string) {
  return {
    workflowType: "processCallEnd",
    workflowId,
    args: [{ callId }],
    organizationId,
    callId,
    summary: "A call ended",
  };
}

/** The run that an id means at present. */
async function runOf(workflowId: string) {
  const { runId, status, searchAttributes } = await client.workflow.getHandle(workflowId).describe();
  return { runId, status: status.name, organization: searchAttributes[SEARCH_ATTRIBUTES.organizationId] };
}

/** Completes a workflow in the place of a worker. */
async function complete(workflowId: string): Promise<void> {
  await eventually(async () => {
    const task = await connection.withDeadline(Date.now() + POLL_MS, () =>
      connection.workflowService.pollWorkflowTaskQueue({
        namespace,
        taskQueue: { name: TASK_QUEUE },
        identity: IDENTITY,
      }),
    );
    if (task.taskToken?.length)
      await connection.workflowService.respondWorkflowTaskCompleted({
        taskToken: task.taskToken,
        namespace,
        identity: IDENTITY,
        commands: [{ commandType: COMPLETE_WORKFLOW_EXECUTION, completeWorkflowExecutionCommandAttributes: {} }],
      });
    expect((await runOf(workflowId)).status).toBe("COMPLETED");
  });
}

describe("starting a workflow", () => {
  it("twice under one id means one run, while it runs and when it is completed", async () => {
    const id = `call-end/${randomUUID()}`;
    await starter.start(workflow(id));
    const first = await runOf(id);
    expect(first).toMatchObject({ status: "RUNNING", organization: [organizationId] });
    await starter.start(workflow(id));
    expect(await runOf(id)).toEqual(first);
    await complete(id);
    await starter.start(workflow(id));
    expect(await runOf(id)).toEqual({ ...first, status: "COMPLETED" });
  });

  it("again when it failed begins a new run", async () => {
    const id = `call-end/${randomUUID()}`;
    await starter.start(workflow(id));
    const { runId } = await runOf(id);
    await client.workflow.getHandle(id).terminate();
    await starter.start(workflow(id));
    const second = await runOf(id);
    expect(second.status).toBe("RUNNING");
    expect(second.runId).not.toBe(runId);
  });

  it("and nobody there to run it shows in the backlog", async () => {
    await starter.start(workflow(`call-end/${randomUUID()}`));
    await eventually(async () => expect(await starter.backlog()).toBeGreaterThan(0));
  });
});

describe("a signal", () => {
  it("that starts a workflow joins the run that is there, and begins another once that is completed", async () => {
    const id = `sync-assistant/${randomUUID()}`;
    await starter.signalWithStart(workflow(id), SYNC_SIGNAL);
    const first = await runOf(id);
    await starter.signalWithStart(workflow(id), SYNC_SIGNAL);
    expect(await runOf(id)).toEqual(first);
    await complete(id);
    await starter.signalWithStart(workflow(id), SYNC_SIGNAL);
    const second = await runOf(id);
    expect(second).toMatchObject({ status: "RUNNING", organization: [organizationId] });
    expect(second.runId).not.toBe(first.runId);
  });

  it("reaches a workflow that runs, and tells when it is gone", async () => {
    const id = `notification/${randomUUID()}`;
    await starter.start(workflow(id));
    expect(await starter.signal(id, "retry")).toBe(true);
    expect(await starter.signalDeliveryStatus(id, "delivered")).toBe(true);
    expect(await starter.signal(`notification/${randomUUID()}`, "abandon")).toBe(false);
    await client.workflow.getHandle(id).terminate();
    expect(await starter.signalDeliveryStatus(id, "delivered")).toBe(false);
  });
});

describe("a Temporal that doesn't answer", () => {
  it("is busy, not broken: the try doesn't count", async () => {
    const away = createWorkflowStarter({ address: "127.0.0.1:1", namespace });
    await Promise.all([
      expect(away.start(workflow("call-end/1"))).rejects.toThrow(TemporalBusy),
      expect(away.signal("call-end/1", "retry")).rejects.toThrow(TemporalBusy),
      expect(away.backlog()).rejects.toThrow(TemporalBusy),
    ]);
    await away.close();
  });
});
