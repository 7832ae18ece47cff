import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Supervisor } from "./supervisor.ts";

/** How tools reach a running `npm start`: kept in `.data/control.json`, readable by this user alone. */
export interface ControlFile {
  url: string;
  token: string;
  pid: number;
}

/** A running supervisor, seen from another process of the same user. */
export interface ControlClient {
  pid: number;
  parts(): Promise<{ name: string; pid: number }[]>;
  /** Kills a part as a crash would; it stays down until it is revived. */
  kill(part: string): Promise<void>;
  /** Starts a killed part again and waits until it is ready. */
  revive(part: string): Promise<void>;
}

const fileIn = (dataDir: string) => path.join(dataDir, "control.json");

function isToken(given: string | undefined, token: string): boolean {
  const answer = Buffer.from(given ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return answer.length === wanted.length && timingSafeEqual(answer, wanted);
}

async function obey(supervisor: Supervisor, method: string, url: string): Promise<object | undefined> {
  if (method === "GET" && url === "/parts") return supervisor.running();
  const [, name, verb] = /^\/parts\/([a-z]+)\/(kill|revive)$/.exec(url) ?? [];
  if (method !== "POST" || !name) return undefined;
  if (verb === "kill") await supervisor.kill(name);
  else await supervisor.revive(name);
  return supervisor.running();
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/**
 * Lets tools of the same user end and start parts of a running stack (`npm run demo:crash`, chaos runs).
 *
 * @param supervisor who obeys
 * @param dataDir where the address and the token are written
 * @returns ends it and removes the file
 */
export async function startControl(supervisor: Supervisor, dataDir: string): Promise<() => Promise<void>> {
  const token = randomBytes(24).toString("base64url");
  const server = createServer((request, response) => {
    if (!isToken(request.headers.authorization, token)) return answer(response, 401, { error: "wrong token" });
    obey(supervisor, request.method ?? "", request.url ?? "").then(
      (result) => answer(response, result ? 200 : 404, result ?? { error: "unknown" }),
      (error: Error) => answer(response, 409, { error: error.message }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const file: ControlFile = { url: `http://127.0.0.1:${port}`, token, pid: process.pid };
  writeFileSync(fileIn(dataDir), `${JSON.stringify(file)}\n`, { mode: 0o600 });
  return async () => {
    rmSync(fileIn(dataDir), { force: true });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}

/**
 * Finds the stack that runs from a data folder.
 *
 * @param dataDir folder of the stack's state
 * @returns a way to talk to it, or undefined when none runs
 */
export async function connectControl(dataDir: string): Promise<ControlClient | undefined> {
  let file: ControlFile;
  try {
    file = JSON.parse(readFileSync(fileIn(dataDir), "utf8")) as ControlFile;
  } catch {
    return undefined;
  }
  const call = async (method: string, url: string) => {
    const response = await fetch(`${file.url}${url}`, { method, headers: { authorization: `Bearer ${file.token}` } });
    const body = (await response.json()) as { error?: string };
    if (!response.ok) throw new Error(body.error ?? `the supervisor answers ${response.status}`);
    return body;
  };
  try {
    await call("GET", "/parts");
  } catch {
    return undefined;
  }
  return {
    pid: file.pid,
    parts: async () => (await call("GET", "/parts")) as unknown as { name: string; pid: number }[],
    kill: async (part) => void (await call("POST", `/parts/${part}/kill`)),
    revive: async (part) => void (await call("POST", `/parts/${part}/revive`)),
  };
}
