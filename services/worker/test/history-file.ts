import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { temporal } from "@temporalio/proto";

const { History } = temporal.api.history.v1;
const FOLDER = new URL("histories/", import.meta.url);

/** A workflow's history as Temporal's client gives it. */
export type WorkflowHistory = temporal.api.history.v1.IHistory;

/** A history as JSON; bytes are base64, enums their names. (The SDK's own converter fails on two copies of protobufjs.) */
export function historyToText(history: WorkflowHistory): string {
  const plain = History.toObject(History.fromObject(history), { bytes: String, enums: String, longs: String });
  return `${JSON.stringify(plain, null, 1)}\n`;
}

/** What tells about the machine and not about the workflow. */
const MACHINE = /"(identity|stackTrace|binaryChecksum|buildId)": "(?:[^"\\]|\\.)*"/g;

/** Saves a history for the replay of later versions, without names and paths of the machine that it ran on. */
export function saveHistory(name: string, history: WorkflowHistory): void {
  writeFileSync(new URL(`${name}.json`, FOLDER), historyToText(history).replace(MACHINE, '"$1": ""'));
}

/** Every saved history by its name. */
export function savedHistories(): { name: string; history: WorkflowHistory }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({
      name: file.slice(0, -".json".length),
      history: History.fromObject(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Record<string, unknown>),
    }));
}
