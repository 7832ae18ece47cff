import { RETRY_SIGNAL, ABANDON_SIGNAL } from "@callflex/contracts/workflow";
import { createLogger } from "@callflex/platform/logger";
import { MockActivityEnvironment } from "@temporalio/testing";
import { pushAssistant } from "@callflex/domain/assistants/push-assistant";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createAssistantActivities } from "../src/activities/assistant-activities.ts";
import { assistantsAtVapi, type AssistantsAtVapi } from "./assistants-at-vapi.ts";
import { startHarness, until, untilAttention, type Harness } from "./harness.ts";
import { runWorker } from "./run-worker.ts";

let harness: Harness;
let worker: { stop(): Promise<void> };
let assistants: AssistantsAtVapi;

beforeAll(async () => {
  harness = await startHarness();
  worker = await runWorker(harness.options);
  assistants = assistantsAtVapi(harness);
});
afterEach(() => harness.control("DELETE", "/faults"));
afterAll(async () => {
  await worker?.stop();
  await harness?.stop();
});

describe("an assistant on its way to VAPI", () => {
  test("says so when a fault of ours ends the tries", async () => {
    const input = await assistants.make();
    const { pushAssistant } = createAssistantActivities({
      pool: harness.service,
      logger: createLogger({ service: "test", level: "silent" }),
      vapiAssistants: { createVapiAssistant: () => Promise.reject(new TypeError("a fault")) } as never,
      onApplied: () => undefined,
    });
    const attempt = (n: number) => new MockActivityEnvironment({ attempt: n }).run(pushAssistant, input);
    await expect(attempt(1)).rejects.toThrow("unexpected TypeError");
    expect(await assistants.row(input)).toMatchObject({ sync_state: "pending", sync_error: null });
    await expect(attempt(8)).rejects.toThrow("unexpected TypeError");
    expect(await assistants.row(input)).toMatchObject({
      sync_state: "failed",
      sync_error: expect.stringContaining("a fault of ours"),
    });
  });

  test("is made there as it is, and the row tells", async () => {
    const input = await assistants.make();
    const handle = await assistants.ask(input);
    expect(await handle.result()).toEqual({ state: "synced" });
    const [there, ...others] = await assistants.found(input);
    expect(others).toEqual([]);
    expect(there).toMatchObject({
      name: "Receptionist",
      firstMessage: "Hello!",
      metadata: { callflexAssistantId: input.assistantId, callflexOrganizationId: input.organizationId },
    });
    expect(await assistants.row(input)).toMatchObject({
      vapi_assistant_id: there!.id,
      sync_state: "synced",
      synced_version: 1,
      sync_error: null,
    });
    const { rows } = await harness.admin.query(
      "SELECT type, assistant_id FROM live_events WHERE organization_id = $1",
      [input.organizationId],
    );
    expect(rows).toEqual([{ type: "assistant_changed", assistant_id: input.assistantId }]);
  });

  test("is changed there, under the same id", async () => {
    const input = await assistants.makeSynced();
    const before = await assistants.row(input);
    await assistants.save(input, "Good day!");
    await (await assistants.ask(input)).result();
    expect(await assistants.row(input)).toMatchObject({
      vapi_assistant_id: before.vapi_assistant_id,
      synced_version: 2,
    });
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Good day!");
  });

  test("takes what is saved while it is under way in one more push, the newest", async () => {
    const input = await assistants.makeSynced();
    await assistants.save(input, "One");
    await assistants.fault({ method: "PATCH", latencyMs: 1_500 });
    const handle = await assistants.ask(input);
    await assistants.untilUnderWay(handle);
    for (const greeting of ["Two", "Three", "Four", "Five"]) {
      await assistants.save(input, greeting);
      await assistants.ask(input);
    }
    await handle.result();
    expect(await assistants.pushes(handle)).toBe(2);
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Five");
    expect(await assistants.row(input)).toMatchObject({ version: 6, synced_version: 6, sync_state: "synced" });
  });

  test("is left alone while it is a draft", async () => {
    const input = await assistants.make("draft");
    expect(await (await assistants.ask(input)).result()).toEqual({ state: "gone" });
    expect(await assistants.found(input)).toEqual([]);
  });
});

describe("a push beside the workflow", () => {
  const asked = async ({ organizationId }: { organizationId: string }) =>
    (
      await harness.admin.query("SELECT 1 FROM outbox_events WHERE organization_id = $1 AND type = 'assistant.sync'", [
        organizationId,
      ])
    ).rowCount;

  test("that is overtaken by a newer one keeps nothing, and has the newest brought there once more", async () => {
    const input = await assistants.makeSynced();
    await assistants.save(input, "Second");
    const slow: typeof assistants.vapi = {
      ...assistants.vapi,
      async updateVapiAssistant(id, config) {
        await assistants.save(input, "Third");
        await (await assistants.ask(input)).result();
        return assistants.vapi.updateVapiAssistant(id, config);
      },
    };
    await pushAssistant(harness.admin, { ...input, provider: slow });
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Second");
    expect(await assistants.row(input)).toMatchObject({ version: 3, synced_version: 3, sync_state: "pending" });
    expect(await asked(input)).toBe(1);

    expect(await (await assistants.ask(input)).result()).toEqual({ state: "synced" });
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Third");
    expect(await assistants.row(input)).toMatchObject({ synced_version: 3, sync_state: "synced", drift: null });
    expect(await asked(input)).toBe(1);
  });

  test("doesn't hide that a newer version was refused", async () => {
    const input = await assistants.makeSynced();
    await assistants.save(input, "Second");
    const slow: typeof assistants.vapi = {
      ...assistants.vapi,
      async updateVapiAssistant(id, config) {
        await assistants.save(input, "Third");
        await harness.admin.query(
          "UPDATE assistants SET sync_state = 'failed', sync_error = 'No such voice' WHERE id = $1",
          [input.assistantId],
        );
        return assistants.vapi.updateVapiAssistant(id, config);
      },
    };
    await pushAssistant(harness.admin, { ...input, provider: slow });
    expect(await assistants.row(input)).toMatchObject({
      synced_version: 2,
      sync_state: "failed",
      sync_error: "No such voice",
    });
  });

  test("takes nothing for somebody else's change that was replaced while it looked", async () => {
    const input = await assistants.makeSynced();
    await assistants.changeThere(input, "Buy now!");
    const slow: typeof assistants.vapi = {
      ...assistants.vapi,
      async getVapiAssistant(given) {
        const found = await assistants.vapi.getVapiAssistant(given);
        await (await assistants.ask(input)).result();
        await assistants.save(input, "Good day!");
        await (await assistants.ask(input)).result();
        return found;
      },
    };
    expect(await pushAssistant(harness.admin, { ...input, provider: slow })).toMatchObject({ outcome: "drifted" });
    expect(await assistants.row(input)).toMatchObject({ sync_state: "synced", drift: null });
  });
});

describe("what was changed at VAPI", () => {
  test("is shown first, and replaced by the next save", async () => {
    const input = await assistants.makeSynced();
    await assistants.changeThere(input, "Buy now!");

    await assistants.save(input, "Good day!");
    expect(await (await assistants.ask(input)).result()).toEqual({ state: "drifted" });
    expect(await assistants.row(input)).toMatchObject({
      sync_state: "failed",
      sync_error: expect.stringContaining("Look at what differs") as unknown,
      drift: [{ part: "Greeting", ours: "Hello!", found: "Buy now!" }],
      synced_version: 1,
    });
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Buy now!");

    await assistants.save(input, "Good morning!");
    expect(await (await assistants.ask(input)).result()).toEqual({ state: "synced" });
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Good morning!");
    expect(await assistants.row(input)).toMatchObject({ drift: null, drift_accepted: false, synced_version: 3 });
  });

  test("is replaced by no push that nobody asked for over it, however many come", async () => {
    const input = await assistants.makeSynced();
    await assistants.changeThere(input, "Buy now!");
    for (let push = 1; push <= 3; push++) {
      expect(await (await assistants.ask(input)).result()).toEqual({ state: "drifted" });
    }
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Buy now!");
    expect(await assistants.row(input)).toMatchObject({ sync_state: "failed", drift: [{ found: "Buy now!" }] });
  });

  test("is shown anew when it has changed once more since somebody accepted it", async () => {
    const input = await assistants.makeSynced();
    await assistants.changeThere(input, "Buy now!");
    await (await assistants.ask(input)).result();
    await assistants.save(input, "Good day!");
    await assistants.changeThere(input, "Buy later!");
    expect(await (await assistants.ask(input)).result()).toEqual({ state: "drifted" });
    expect(await assistants.row(input)).toMatchObject({ drift: [{ found: "Buy later!" }], drift_accepted: false });
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Buy later!");
  });

  test("is told from what VAPI makes of a push itself", async () => {
    const input = await assistants.makeSynced();
    const spaced = <T extends { firstMessage?: string }>(answer: T) => ({
      ...answer,
      firstMessage: `${answer.firstMessage} `,
    });
    const spacing: typeof assistants.vapi = {
      ...assistants.vapi,
      updateVapiAssistant: async (id, config) => spaced(await assistants.vapi.updateVapiAssistant(id, config)),
      async getVapiAssistant(id) {
        const answer = await assistants.vapi.getVapiAssistant(id);
        return answer && spaced(answer);
      },
    };
    const push = async () => (await pushAssistant(harness.admin, { ...input, provider: spacing })).outcome;
    await assistants.save(input, "Second");
    expect(await push()).toBe("drifted");
    await assistants.save(input, "Third");
    expect([await push(), await push()]).toEqual(["synced", "synced"]);
    await assistants.save(input, "Fourth");
    expect([await push(), await push()]).toEqual(["synced", "synced"]);
    await assistants.changeThere(input, "Buy now!");
    expect([await push(), await push()]).toEqual(["drifted", "drifted"]);
    expect(await assistants.row(input)).toMatchObject({ drift: [{ ours: "Fourth", found: "Buy now! " }] });
  });

  test("after a push whose answer was lost is shown too", async () => {
    const input = await assistants.makeSynced();
    await assistants.save(input, "Second");
    const losing: typeof assistants.vapi = {
      ...assistants.vapi,
      async updateVapiAssistant(id, config) {
        await assistants.vapi.updateVapiAssistant(id, config);
        throw new Error("the answer is lost");
      },
    };
    await expect(pushAssistant(harness.admin, { ...input, provider: losing })).rejects.toThrow("lost");
    await assistants.changeThere(input, "Buy now!");
    expect(await (await assistants.ask(input)).result()).toEqual({ state: "drifted" });
    expect(await assistants.row(input)).toMatchObject({ drift: [{ ours: "Second", found: "Buy now!" }] });
  });

  test("by deleting the assistant is made good by another one", async () => {
    const input = await assistants.makeSynced();
    const before = await assistants.row(input);
    await assistants.vapi.deleteVapiAssistant(before.vapi_assistant_id!);
    await (await assistants.ask(input)).result();
    const after = await assistants.row(input);
    expect(after.vapi_assistant_id).not.toBe(before.vapi_assistant_id);
    expect((await assistants.found(input)).map(({ id }) => id)).toEqual([after.vapi_assistant_id]);
  });
});

describe("bad days", () => {
  test("VAPI's own faults are waited out, and the customer reads that we go on", async () => {
    await assistants.fault({ method: "POST", failNext: 2, status: 503 });
    const input = await assistants.make();
    const handle = await assistants.ask(input);
    const failed = await until(
      () => assistants.row(input),
      ({ sync_error }) => sync_error !== null,
    );
    expect(failed).toMatchObject({
      sync_state: "pending",
      sync_error: expect.stringContaining("keep trying") as unknown,
    });
    await handle.result();
    expect(await assistants.row(input)).toMatchObject({ sync_state: "synced", sync_error: null });
    expect(await assistants.found(input)).toHaveLength(1);
  });

  test("an answer that is lost makes no second assistant", async () => {
    await assistants.fault({ method: "POST", failNext: 1, status: "disconnect", effect: "after" });
    const input = await assistants.make();
    await (await assistants.ask(input)).result();
    expect(await assistants.found(input)).toHaveLength(1);
  });

  test("a change whose answer is lost isn't taken for somebody else's", async () => {
    const input = await assistants.makeSynced();
    await assistants.save(input, "Second");
    await assistants.fault({ method: "PATCH", failNext: 1, status: "disconnect", effect: "after" });
    const handle = await assistants.ask(input);
    await until(
      () => assistants.row(input),
      ({ sync_error }) => sync_error !== null,
    );
    await assistants.save(input, "Third");
    expect(await handle.result()).toEqual({ state: "synced" });
    expect((await assistants.found(input))[0]!.firstMessage).toBe("Third");
  });

  test("a refusal waits for a person, who can try again or give up", async () => {
    await assistants.fault({ method: "POST", failNext: 2, status: 400 });
    const input = await assistants.make();
    const handle = await assistants.ask(input);
    await untilAttention(handle, true);
    expect(await assistants.row(input)).toMatchObject({
      sync_state: "failed",
      sync_error: expect.not.stringMatching(/vapi|400/i) as unknown,
    });
    await handle.signal(RETRY_SIGNAL);
    await until(
      () => assistants.pushes(handle),
      (pushes) => pushes === 2,
    );
    await untilAttention(handle, true);
    await handle.signal(ABANDON_SIGNAL);
    expect(await handle.result()).toEqual({ state: "abandoned" });
  });

  test("a refusal is mended by the next change", async () => {
    await assistants.fault({ method: "POST", failNext: 1, status: 400 });
    const input = await assistants.make();
    const handle = await assistants.ask(input);
    await untilAttention(handle, true);
    await assistants.save(input, "Shorter");
    await assistants.ask(input);
    expect(await handle.result()).toEqual({ state: "synced" });
    expect(await assistants.row(input)).toMatchObject({ sync_state: "synced", synced_version: 2 });
  });
});

describe("a deleted assistant", () => {
  test("goes from VAPI, once or twice", async () => {
    const input = await assistants.makeSynced();
    expect(await (await assistants.remove(input)).result()).toEqual({ state: "deleted" });
    expect(await assistants.found(input)).toEqual([]);
    expect((await assistants.row(input)).vapi_assistant_id).toBeNull();
    expect(await (await assistants.ask(input)).result()).toEqual({ state: "gone" });
  });

  test("leaves nothing behind although it was just being made", async () => {
    await assistants.fault({ method: "POST", latencyMs: 1_500 });
    const input = await assistants.make();
    const making = await assistants.ask(input);
    await assistants.untilUnderWay(making);
    const removing = await assistants.remove(input);
    await Promise.all([making.result(), removing.result()]);
    expect(await assistants.found(input)).toEqual([]);
  });

  test("is still there for a while where VAPI is away, and goes when it is back", async () => {
    const input = await assistants.makeSynced();
    await assistants.fault({ method: "DELETE", failNext: 2, status: 503 });
    expect(await (await assistants.remove(input)).result()).toEqual({ state: "deleted" });
    expect(await assistants.found(input)).toEqual([]);
  });
});
