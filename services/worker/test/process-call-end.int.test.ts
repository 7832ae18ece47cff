import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { workflowId } from "@callflex/contracts/workflow";
import { createLogger } from "@callflex/platform/logger";
import { createVapiCalls } from "@callflex/providers/vapi/calls";
import { MockActivityEnvironment } from "@temporalio/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCallActivities } from "../src/activities/call-activities.ts";
import { startHarness, stepRows, untilAttention, type Harness } from "./harness.ts";
import { runWorker } from "./run-worker.ts";

let harness: Harness;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  harness = await startHarness();
  worker = await runWorker(harness.options);
});
afterAll(async () => {
  await worker?.stop();
  await harness?.stop();
});

async function ledger(callId: string) {
  const { rows } = await harness.admin.query<{ billed_seconds: number }>(
    "SELECT billed_seconds FROM usage_ledger WHERE call_id = $1",
    [callId],
  );
  return rows;
}

describe("a call that ended", () => {
  test("is settled, and again by a re-run without counting twice", async () => {
    const { callId, receiveReport } = await harness.endCall();
    await receiveReport();
    const handle = await harness.processCallEnd(callId);
    expect(await handle.result()).toEqual({ settled: true });
    const rerun = await harness.processCallEnd(callId, workflowId.callEndRerun(callId, "1"));
    expect(await rerun.result()).toEqual({ settled: true });
    expect(await ledger(callId)).toEqual([{ billed_seconds: 15 }]);
    const settled = (await stepRows(harness.admin, callId)).find(({ step }) => step === "call_settled");
    expect(settled).toMatchObject({ state: "done", attempts: 2, workflow_id: rerun.workflowId });
  });

  test("whose report is missing waits for a person, and is settled by a retry once it is there", async () => {
    const { callId, receiveReport } = await harness.endCall();
    const handle = await harness.processCallEnd(callId);
    await untilAttention(handle, true);
    await receiveReport();
    await handle.signal("retry");
    expect(await handle.result()).toEqual({ settled: true });
    await untilAttention(handle, false);
    expect(await ledger(callId)).toHaveLength(1);
  });

  test("can be given up by a person", async () => {
    const { callId } = await harness.endCall();
    const handle = await harness.processCallEnd(callId);
    await untilAttention(handle, true);
    await handle.signal("abandon");
    expect(await handle.result()).toEqual({ settled: false });
    expect(await stepRows(harness.admin, callId)).toEqual([
      expect.objectContaining({ step: "call_settled", state: "failed", detail: "Given up by a person" }),
    ]);
  });
});

describe("what a report lacked", () => {
  let vapi: Server;
  let answer: { status: number; body: unknown } = { status: 404, body: { message: "Not Found" } };

  beforeAll(async () => {
    vapi = createServer((_req, res) => {
      res.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => vapi.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => vapi?.close());

  function activities() {
    const { port } = vapi.address() as AddressInfo;
    const made = createCallActivities({
      pool: harness.service,
      vapi: createVapiCalls({ apiKey: "key", baseUrl: `http://127.0.0.1:${port}` }),
      logger: createLogger({ service: "test", level: "silent" }),
      onApplied: () => undefined,
    });
    return { made, environment: new MockActivityEnvironment() };
  }

  test("is asked for until VAPI has it", async () => {
    const { callId, providerCallId, receiveReport } = await harness.endCall({ withRecording: false });
    await receiveReport();
    const call = { organizationId: harness.organizationId, callId };
    const { made, environment } = activities();
    expect(await environment.run(made.settleCall, call)).toMatchObject({ needsArtifacts: true });

    expect(await environment.run(made.fetchArtifacts, call)).toEqual({ complete: false });
    const recording = async () =>
      (await stepRows(harness.admin, callId)).find(({ step }) => step === "recording_fetched");
    expect(await recording()).toMatchObject({ state: "waiting" });

    answer = {
      status: 200,
      body: {
        id: providerCallId,
        status: "ended",
        artifact: { recordingUrl: "https://storage.example.test/mono.wav" },
        analysis: { summary: "Tom Reyes reported a tripping breaker." },
      },
    };
    expect(await environment.run(made.fetchArtifacts, call)).toEqual({ complete: true });
    expect(await recording()).toMatchObject({ state: "done" });
    const { rows } = await harness.admin.query("SELECT state, channels FROM call_recordings WHERE call_id = $1", [
      callId,
    ]);
    expect(rows).toEqual([{ state: "available", channels: "mono" }]);
    expect(await ledger(callId)).toEqual([{ billed_seconds: 15 }]);
  });

  test("and never comes is noted", async () => {
    const { callId, receiveReport } = await harness.endCall({ withRecording: false });
    await receiveReport();
    const call = { organizationId: harness.organizationId, callId };
    const { made, environment } = activities();
    await environment.run(made.settleCall, call);
    await environment.run(made.closeArtifacts, call);
    expect((await stepRows(harness.admin, callId)).find(({ step }) => step === "recording_fetched")).toMatchObject({
      state: "skipped",
      detail: "VAPI has no recording or analysis of this call",
    });
  });
});
