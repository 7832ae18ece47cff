import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { WORKFLOWS } from "@callflex/contracts/workflow";
import { createLogger } from "@callflex/platform/logger";
import { DeterminismViolationError } from "@temporalio/workflow";
import { Worker } from "@temporalio/worker";
import { afterAll, expect, test } from "vitest";
import { WORKFLOWS_PATH } from "../src/create-worker.ts";
import { installTemporalRuntime } from "../src/temporal-logger.ts";
import { savedHistories } from "./history-file.ts";

installTemporalRuntime(createLogger({ service: "replay", level: "silent" }));
const histories = savedHistories();

/** Replays every saved history on the workflows of a module; the names of those that fail with why. */
async function replay(workflowsPath: string): Promise<Map<string, Error>> {
  const failed = new Map<string, Error>();
  const results = Worker.runReplayHistories(
    { workflowsPath },
    histories.map(({ name, history }) => ({ workflowId: name, history })),
  );
  for await (const { workflowId, error } of results) if (error) failed.set(workflowId, error);
  return failed;
}

const edited: string[] = [];
afterAll(() => {
  for (const folder of edited) rmSync(folder, { recursive: true });
});

/** A copy of the workflows with one edit; beside this file, because the bundle finds its packages from there. */
function editWorkflows(file: string, from: string, to: string): string {
  const folder = mkdtempSync(fileURLToPath(new URL("edited-", import.meta.url)));
  edited.push(folder);
  cpSync(path.dirname(WORKFLOWS_PATH), folder, { recursive: true });
  const target = path.join(folder, file);
  const source = readFileSync(target, "utf8");
  if (!source.includes(from)) throw new Error(`${file} has no ${from} any more: choose another edit`);
  writeFileSync(target, source.replace(from, to));
  return path.join(folder, path.basename(WORKFLOWS_PATH));
}

test("every workflow has a saved history", () => {
  const types = new Set(
    histories.map(({ history }) => history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name),
  );
  expect(types).toEqual(new Set(Object.values(WORKFLOWS)));
});

test("every saved history replays on today's workflows", async () => {
  expect(await replay(WORKFLOWS_PATH)).toEqual(new Map());
});

test.each([
  {
    edit: "an activity before the first",
    file: "send-notification.ts",
    from: "const handedOver = await handOver(round);",
    to: "await currentState(); const handedOver = await handOver(round);",
    caught: /^send-notification/,
  },
  {
    edit: "a timer in place of another step",
    file: "process-call-end.ts",
    from: "const { outcome, needsArtifacts } =",
    to: "await sleep(1); const { outcome, needsArtifacts } =",
    caught: /^process-call-end/,
  },
  {
    edit: "two activities in another order",
    file: "sweep-retention.ts",
    from: "const liveEvents = await sweepLiveEvents();",
    to: "await sweepOutboxEvents(); const liveEvents = await sweepLiveEvents();",
    caught: /^sweep-retention/,
  },
  {
    edit: "new activities after the last",
    file: "sweep-retention.ts",
    from: 'patched("sweep-accounts")',
    to: "true",
    caught: /^sweep-retention/,
  },
])("an edit without a patch is caught: $edit", async ({ file, from, to, caught }) => {
  const failed = await replay(editWorkflows(file, from, to));
  const expected = histories
    .map(({ name }) => name)
    .filter((name) => caught.test(name))
    .toSorted();
  expect([...failed.keys()].toSorted()).toEqual(expected);
  for (const error of failed.values()) expect(error).toBeInstanceOf(DeterminismViolationError);
});
