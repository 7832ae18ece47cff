import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { Client } from "pg";
import { signVapi, transcriptMessage, vapiPath } from "../../bench/load/vapi-messages.ts";
import { makeTenant, type Tenant } from "../../bench/setup/tenant.ts";
import type { ProveDatabase } from "../setup/prove-database.ts";
import { ENCRYPTION_KEYS, serveIngress } from "../setup/serve-ingress.ts";
import type { FuzzTally } from "./fuzz-api.ts";

/** What the ingress may answer to whatever comes: never a fault of its own. */
const ANSWERS = [200, 400, 401, 413];

/** How much more memory may be in use after a run than before it. */
const GROWTH_BYTES = 150 * 1024 * 1024;

/** JSON that is right at its outside and anything inside: huge numbers, deep lists, broken characters. */
const messages = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  fc.jsonValue({ maxDepth: 6 }).map((value) => Buffer.from(JSON.stringify({ message: value }))),
  fc
    .record({
      type: fc.constantFrom(
        "end-of-call-report",
        "status-update",
        "transcript",
        "tool-calls",
        "assistant-request",
        "hang",
      ),
      status: fc.oneof(fc.string(), fc.double()),
      timestamp: fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(1e308)),
      call: fc.oneof(fc.jsonValue(), fc.record({ id: fc.oneof(fc.uuid(), fc.string()), createdAt: fc.string() })),
      artifact: fc.jsonValue({ maxDepth: 4 }),
      analysis: fc.jsonValue({ maxDepth: 4 }),
      toolCallList: fc.jsonValue({ maxDepth: 4 }),
    })
    .map((message) => Buffer.from(JSON.stringify({ message }))),
  fc
    .tuple(fc.constantFrom("[", '{"a":', "1", '"\\ud800"', "-1e", '"\u00ff"'), fc.integer({ min: 1, max: 50_000 }))
    .map(([part, times]) => Buffer.from(`{"message":{"type":"status-update","call":${part.repeat(times)}`, "latin1")),
  fc.constant(Buffer.from(`{"message":{"type":"status-update","timestamp":${"9".repeat(4000)},"call":{"id":"n"}}}`)),
);

async function post(url: string, path: string, body: Buffer, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${url}${path}`, { method: "POST", body: new Uint8Array(body), headers });
  await response.arrayBuffer();
  return response.status;
}

/** Sends a body in crumbs, and half of the time leaves before its end. @returns the status line, empty if it left */
async function postSlowly(url: string, tenant: Tenant, leaves: boolean): Promise<string> {
  const body = transcriptMessage(tenant, { callId: "slow", createdAt: new Date(), at: Date.now(), bytes: 900 });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const headers = Object.entries({
    ...signVapi(tenant.secret, body),
    host: hostname,
    "content-length": String(body.length),
  });
  socket.write(`POST ${vapiPath(tenant)} HTTP/1.1\r\n${headers.map((pair) => pair.join(": ")).join("\r\n")}\r\n\r\n`);
  for (let at = 0; at < body.length; at += 300) {
    if (leaves && at > 0) {
      socket.destroy();
      return "";
    }
    socket.write(body.slice(at, at + 300));
    await sleep(10);
  }
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once("data", (data) => resolve(data.toString("latin1").split("\r\n")[0] ?? ""));
    socket.once("error", reject);
  });
  socket.destroy();
  return answer;
}

/** Sends nonsense, signed and unsigned, and bodies that trickle in; the ingress must answer all and go on. */
export async function fuzzIngress(
  database: ProveDatabase,
  { each, seed }: { each: number; seed: number },
): Promise<FuzzTally> {
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  const ingress = await serveIngress(database);
  const tally: FuzzTally = { cases: 0, findings: [] };
  const tenant = await makeTenant(admin, { encryptionKeys: ENCRYPTION_KEYS });
  const { heapUsed: before } = process.memoryUsage();

  async function check(what: string, send: (body: Buffer) => Promise<number>): Promise<void> {
    const found = await fc.check(
      fc.asyncProperty(messages, async (body) => {
        const status = await send(body);
        tally.cases += 1;
        if (!ANSWERS.includes(status)) throw new Error(`answers ${status}`);
      }),
      { numRuns: each, seed },
    );
    if (found.failed)
      tally.findings.push(`ingress, ${what}: ${String(found.errorInstance)} to ${String(found.counterexample?.[0])}`);
  }

  try {
    const json = { "content-type": "application/json" };
    await check("signed", (body) => post(ingress.url, vapiPath(tenant), body, signVapi(tenant.secret, body)));
    await check("unsigned", (body) => post(ingress.url, vapiPath(tenant), body, json));
    await check("Twilio", (body) =>
      post(ingress.url, "/api/webhooks/twilio/status", body, {
        "x-twilio-signature": randomBytes(20).toString("base64"),
      }),
    );
    const slow = await Promise.all(
      Array.from({ length: Math.min(each, 60) }, (_, n) => postSlowly(ingress.url, tenant, n % 2 === 1)),
    );
    tally.cases += slow.length;
    for (const line of slow) {
      if (line && line !== "HTTP/1.1 200 OK") tally.findings.push(`ingress, slow body: ${line}`);
    }
    const body = transcriptMessage(tenant, { callId: "last", createdAt: new Date(), at: Date.now(), bytes: 500 });
    const last = await post(ingress.url, vapiPath(tenant), Buffer.from(body), signVapi(tenant.secret, body));
    if (last !== 200) tally.findings.push(`ingress: a good message is answered ${last} afterwards`);
    const grown = process.memoryUsage().heapUsed - before;
    if (grown > GROWTH_BYTES) tally.findings.push(`ingress: ${grown} bytes more are in use`);
    return tally;
  } finally {
    await ingress.close();
    await admin.end();
  }
}
