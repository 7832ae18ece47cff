import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { newId } from "@callflex/db/ids";
import { createPool, type Pool } from "@callflex/db/pool";
import { recordEvents } from "@callflex/domain/outbox/record-events";
import { makeOrganization } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOutboxCommand, USAGE, UsageError } from "./command.ts";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
let organizationId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.service, { name: "outbox-command-test" });
  admin = createPool(database.adminUrl, { name: "outbox-command-test" });
  organizationId = (await makeOrganization(admin)).id;
});
beforeEach(async () => {
  await admin.query("DELETE FROM outbox_events");
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

async function event(state: string, values: { provider?: "vapi" | "twilio"; type?: string; body?: string } = {}) {
  const { provider = "vapi", type = "hang", body = '{"message":{"type":"hang"}}' } = values;
  const id = newId();
  const eventKey = `${type}:${id}`;
  await recordEvents(pool, [
    {
      id,
      provider,
      scope: organizationId,
      eventKey,
      revision: "",
      type,
      organizationId,
      orderingKey: `vapi:${id}`,
      body: Buffer.from(body),
      deliver: state !== "handled",
    },
  ]);
  await admin.query(
    "UPDATE outbox_deliveries SET state = $2, attempts = 12, last_error = 'it\nwent\u001b[31m wrong' WHERE event_id = $1",
    [id, state],
  );
  return { id, eventKey };
}

const run = (...args: string[]) => runOutboxCommand(pool, args);
const states = async () =>
  (await admin.query("SELECT event_id AS id, state, attempts FROM outbox_deliveries ORDER BY event_id")).rows;

describe("list", () => {
  it("shows the events of a state, the newest first, one a line", async () => {
    const handled = await event("handled");
    const first = await event("dead");
    const second = await event("dead");
    const lines = (await run("list", "--state", "dead")).split("\n");
    expect(lines[0]).toMatch(/^EVENT +RECEIVED \(UTC\) +PROVIDER +TYPE +STATE +TRIES +KEY +LAST ERROR$/);
    expect(lines.slice(1).map((line) => line.split(/\s+/)[0])).toEqual([second.id, first.id]);
    expect(lines[1]).toContain("dead   12     ");
    expect(lines[1]).toMatch(/it went \[31m wrong$/);
    expect(await run("list", "--state", "handled")).toContain(handled.id);
  });

  it("narrows by provider, key and number", async () => {
    const vapi = await event("parked");
    const twilio = await event("parked", { provider: "twilio", type: "call-status" });
    expect(await run("list", "--provider", "twilio")).not.toContain(vapi.id);
    expect((await run("list", "--key", twilio.eventKey)).split("\n")).toHaveLength(2);
    expect((await run("list", "--limit", "1")).split("\n")).toHaveLength(2);
    expect(await run("list", "--key", "nothing has this")).toBe("No event matches.");
  });
});

describe("show", () => {
  it("tells all about an event, with a readable body", async () => {
    const { id, eventKey } = await event("dead");
    const text = await run("show", id);
    for (const part of [id, eventKey, organizationId, "dead", "12", '"type": "hang"']) expect(text).toContain(part);
  });

  it("reads forms, and takes any bytes", async () => {
    const form = await event("parked", { provider: "twilio", body: "CallSid=CA1&CallStatus=busy+now" });
    expect(await run("show", form.id)).toContain('CallStatus: "busy now"');
    const odd = await event("dead", { body: "\u0000\u001b[2J" });
    expect(await run("show", odd.id)).not.toContain("\u001b[2J");
  });
});

describe("replay", () => {
  it("brings back one event, also one that was handled", async () => {
    const dead = await event("dead");
    const other = await event("dead");
    const handled = await event("handled", { type: "transcript" });
    for (const { id } of [dead, handled]) expect(await run("replay", id)).toMatch(/^1 event is due again/);
    expect(await states()).toEqual([
      { id: dead.id, state: "pending", attempts: 0 },
      { id: other.id, state: "dead", attempts: 12 },
      { id: handled.id, state: "pending", attempts: 0 },
    ]);
  });

  it("brings back all of a state, narrowed by provider and type", async () => {
    await event("dead", { type: "transcript" });
    await event("dead");
    await event("dead", { provider: "twilio" });
    await event("rejected");
    expect(await run("replay", "--state", "dead", "--provider", "vapi", "--type", "transcript")).toMatch(
      /^1 event is due/,
    );
    expect(await run("replay", "--state", "dead")).toMatch(/^2 events are due/);
    expect(await run("replay", "--state", "dead")).toBe("Nothing was brought back: no event matches.");
    expect((await states()).filter(({ state }) => state === "rejected")).toHaveLength(1);
  });

  it("leaves an event alone that is being carried out, and a stall that was counted", async () => {
    const claimed = await event("pending");
    await admin.query(
      "UPDATE outbox_deliveries SET claimed_by = gen_random_uuid(), claimed_until = now() + interval '1 hour'",
    );
    for (const { id } of [claimed, await event("handled"), { id: newId() }])
      expect(await run("replay", id)).toMatch(/^Nothing was brought back/);
  });
});

describe("what can't be carried out", () => {
  it.each([
    [["lst"], "There is no command lst"],
    [["list", "--state", "alive"], "--state must be one of"],
    [["list", "--limit", "many"], "--limit"],
    [["list", "--colour"], "--colour"],
    [["show"], "Name one event"],
    [["show", "12"], "Name one event"],
    [["show", "00000000-0000-7000-8000-000000000000"], "There is no event"],
    [["replay"], "Name one event"],
    [["replay", "--state", "pending"], "Name one event"],
    [["show", "a", "b", "c"], "Too much"],
  ])("%j says how it is meant", async (args, told) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
    await expect(run(...args)).rejects.toThrow(told);
  });

  it("no command at all shows them", async () => {
    expect(await run()).toBe(USAGE);
  });
});

describe("npm run outbox", () => {
  const program = fileURLToPath(new URL("../outbox.ts", import.meta.url));
  const command = (url: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", program, ...args], {
      env: { ...process.env, DATABASE_SERVICE_URL: url },
    });

  it("prints, and fails with a clear message", async () => {
    const { id } = await event("dead");
    expect((await command(database.urls.service, "list")).stdout).toContain(id);
    await expect(command(database.urls.service, "show", "12")).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("npm run outbox -- list") as string,
    });
  });
});
