import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What tools and tests need to know about a running stack; `.data/run.json`, readable by this user alone. */
export interface RunInfo {
  /** Addresses of the HTTP servers, without a trailing slash. */
  web: string;
  api: string;
  webhooks: string;
  sandbox: string;
  /** `host:port` of Temporal's gRPC front end. */
  temporal: string;
  /** Address of Temporal's UI; empty when the server was given and says nothing about it. */
  temporalUi: string;
  /** Administrator's connection string on the product's database. */
  postgres: string;
  /** Who may sign in to look around; null on a database that was given. */
  demo: { email: string; password: string; organizationId: string } | null;
  /** What the providers, or the sandbox in their place, sign their webhooks with. */
  secrets: { vapi: string; twilio: string; stripe: string; resend: string };
}

const fileIn = (dataDir: string) => path.join(dataDir, "run.json");

/** Writes the file that says where everything is. */
export function writeRunFile(dataDir: string, run: RunInfo): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
}

/**
 * Reads where everything is.
 *
 * @throws when no stack runs from that folder
 */
export function readRunFile(dataDir: string): RunInfo {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), "utf8")) as RunInfo;
  } catch {
    throw new Error(`CallFlex doesn't run from here: start it with "npm start" first.`);
  }
}

/** Addresses of a stack that has ended would only mislead. */
export function removeRunFile(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}
