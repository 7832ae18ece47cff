import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { workflowId, WORKFLOWS } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { decryptSecret, parseEncryptionKeys } from "@callflex/db/secret-box";
import { ensureVapiCredential } from "@callflex/domain/vapi-credentials/ensure-vapi-credential";
import { makeOrganization } from "@callflex/testing/factories";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startHarness, until, untilAttention, type Harness } from "./harness.ts";
import { historyToText } from "./history-file.ts";
import { startHoldingProxy, type HoldingProxy } from "./holding-proxy.ts";
import { ENCRYPTION_KEYS, providersAt } from "./run-worker.ts";
import { openSignedDoor, type SignedDoor } from "./signed-door.ts";

const SCRIPT = fileURLToPath(new URL("worker-process.ts", import.meta.url));
const keys = parseEncryptionKeys(ENCRYPTION_KEYS);
const rotationTimes = { knownForMs: 300, acceptOldForMs: 300 };
/** Long enough that a rotation stands still where it waits. */
const standing = { knownForMs: 300, acceptOldForMs: 3_600_000 };

let harness: Harness;
let proxy: HoldingProxy;
let door: SignedDoor;
let worker: ChildProcess;
let organizationId: string;

async function startProcess(times: typeof rotationTimes = rotationTimes): Promise<ChildProcess> {
  const options = { ...harness.options, sandboxUrl: proxy.url, rotationTimes: times };
  const child = fork(SCRIPT, [JSON.stringify(options)], { execArgv: ["--import", "tsx"], stdio: "ignore" });
  const [message] = (await Promise.race([once(child, "message"), once(child, "exit")])) as unknown[];
  if (message !== "ready") throw new Error(`the worker ended with ${String(message)} while it started`);
  return child;
}

async function kill(): Promise<void> {
  worker.kill("SIGKILL");
  await once(worker, "exit");
}

beforeAll(async () => {
  harness = await startHarness();
  proxy = await startHoldingProxy(harness.options.sandboxUrl);
  door = await openSignedDoor(harness);
  worker = await startProcess();
});
beforeEach(async () => {
  organizationId = (await makeOrganization(harness.admin)).id;
});
afterEach(() => harness.control("DELETE", "/faults"));
afterAll(async () => {
  worker?.kill("SIGKILL");
  await door?.close();
  await proxy?.close();
  await harness?.stop();
});
// Starts of processes and time-outs of Temporal add up.
vi.setConfig({ testTimeout: 150_000 });

function ensure(): Promise<string> {
  const { vapiCredentials: provider } = providersAt(harness.options.sandboxUrl);
  return ensureVapiCredential(harness.service, { organizationId, keys, provider });
}

function start(workflowType: string, run = newId()) {
  return harness.start(workflowType, workflowId.vapiCredential(organizationId, run), { organizationId });
}
const rotate = () => start(WORKFLOWS.rotateVapiCredential);

interface Row {
  id: string;
  in_use: boolean;
  accepted_until: Date | null;
  revoked_at: Date | null;
  vapi_credential_id: string | null;
  secret_ciphertext: Buffer;
  encryption_key_id: string;
}

/** The organization's secrets, oldest first. */
async function secrets(): Promise<Row[]> {
  const { rows } = await harness.admin.query<Row>(
    `SELECT *, in_use_since IS NOT NULL AS in_use FROM vapi_credentials WHERE organization_id = $1 ORDER BY created_at`,
    [organizationId],
  );
  return rows;
}
const opened = (row: Row) => decryptSecret(keys, row.secret_ciphertext, row.encryption_key_id);

/** Which of the organization's secrets VAPI signs a call's messages with. */
async function signedWith(): Promise<string[]> {
  const rows = (await secrets()).filter(({ revoked_at }) => revoked_at === null);
  const { vapi_credential_id: credentialId } = rows.findLast(({ vapi_credential_id }) => vapi_credential_id !== null)!;
  const fits = await door.signedBy(credentialId!, rows.map(opened));
  return rows.filter((_, index) => fits[index]).map(({ id }) => id);
}

describe("the first secret", () => {
  test("is made with the credential, once, however often it is asked for", async () => {
    const [one, other] = await Promise.all([ensure(), ensure()]);
    expect(one).toBe(other);
    expect(await (await start(WORKFLOWS.ensureVapiCredential)).result()).toEqual({ state: "ensured" });
    const rows = await secrets();
    expect(rows).toMatchObject([{ in_use: true, vapi_credential_id: one, accepted_until: null, revoked_at: null }]);
    expect(await signedWith()).toEqual([rows[0]!.id]);
  });

  test("waits for a person while VAPI refuses, and is made when they ask again", async () => {
    const requests = [{ provider: "vapi", path: "/credential", failRate: 1, status: 401, effect: "before" }];
    await harness.control("PUT", "/faults", { requests });
    const handle = await start(WORKFLOWS.ensureVapiCredential);
    await untilAttention(handle, true);
    expect(await secrets()).toMatchObject([{ in_use: false }]);
    await harness.control("DELETE", "/faults");
    await handle.signal("retry");
    expect(await handle.result()).toEqual({ state: "ensured" });
    expect(await secrets()).toMatchObject([{ in_use: true }]);
  });
});

describe("a secret whose encryption key is not configured", () => {
  const lock = (to: string) =>
    harness.admin.query("UPDATE vapi_credentials SET encryption_key_id = $2 WHERE organization_id = $1", [
      organizationId,
      to,
    ]);

  test.each([WORKFLOWS.ensureVapiCredential, WORKFLOWS.rotateVapiCredential])(
    "is left as it is: %s waits for a person, and goes on once the key is there",
    async (workflow) => {
      await ensure();
      const before = await secrets();
      await lock("missing");
      const handle = await start(workflow);
      await untilAttention(handle, true);
      await lock(before[0]!.encryption_key_id);
      expect(await secrets()).toEqual(before);
      await handle.signal("retry");
      await handle.result();
      expect((await secrets())[0]!.id).toBe(before[0]!.id);
      expect(await signedWith()).toEqual([(await secrets()).at(-1)!.id]);
    },
  );
});

describe("a rotation", () => {
  test("makes a secret, gives it to VAPI, and ends the one before", async () => {
    const credentialId = await ensure();
    const [before] = await secrets();
    const handle = await rotate();
    expect(await handle.result()).toEqual({ state: "rotated" });
    const rows = await secrets();
    expect(rows).toMatchObject([
      { id: before!.id, in_use: true, accepted_until: expect.any(Date), revoked_at: expect.any(Date) },
      { in_use: true, accepted_until: null, revoked_at: null, vapi_credential_id: credentialId },
    ]);
    expect(rows[0]!.secret_ciphertext).toHaveLength(0);
    expect(await signedWith()).toEqual([rows[1]!.id]);
    const history = historyToText(await handle.fetchHistory());
    expect(history).not.toContain(opened(before!));
    expect(history).not.toContain(opened(rows[1]!));
  });

  test.each([
    ["503 before the effect", { status: 503, effect: "before" }],
    ["503 after the effect", { status: 503, effect: "after" }],
    ["a lost answer", { status: "disconnect", effect: "after" }],
  ])("goes on by itself over %s", async (_what, fault) => {
    await ensure();
    await harness.control("PUT", "/faults", {
      requests: [{ provider: "vapi", method: "PATCH", path: "/credential", failNext: 2, ...fault }],
    });
    expect(await (await rotate()).result()).toEqual({ state: "rotated" });
    expect(await signedWith()).toEqual([(await secrets())[1]!.id]);
  });

  test("of a credential that VAPI has forgotten makes it anew", async () => {
    const forgotten = await ensure();
    await providersAt(harness.options.sandboxUrl).vapiCredentials.deleteVapiCredential(forgotten);
    expect(await (await rotate()).result()).toEqual({ state: "rotated" });
    const [, now] = await secrets();
    expect(now!.vapi_credential_id).not.toBe(forgotten);
    expect(await signedWith()).toEqual([now!.id]);
  });

  test("that a person gave up leaves the old secret in use; the next one takes the secret that was made", async () => {
    await ensure();
    const requests = [{ provider: "vapi", path: "/credential", failRate: 1, status: 401, effect: "before" }];
    await harness.control("PUT", "/faults", { requests });
    const handle = await rotate();
    await untilAttention(handle, true);
    await handle.signal("abandon");
    expect(await handle.result()).toEqual({ state: "abandoned" });
    await harness.control("DELETE", "/faults");
    const [before, made] = await secrets();
    expect(await signedWith()).toEqual([before!.id]);

    expect(await (await rotate()).result()).toEqual({ state: "rotated" });
    expect((await secrets()).map(({ id }) => id)).toEqual([before!.id, made!.id]);
    expect(await signedWith()).toEqual([made!.id]);
  });

  test("and another one at the same time come to the same secret", async () => {
    await ensure();
    const handles = [await rotate(), await rotate()];
    await Promise.all(handles.map((handle) => handle.result()));
    const rows = await secrets();
    expect(rows).toHaveLength(2);
    expect(await signedWith()).toEqual([rows[1]!.id]);
  });

  test("leaves another organization's secret alone", async () => {
    const mine = organizationId;
    organizationId = (await makeOrganization(harness.admin)).id;
    await ensure();
    const [theirs] = await secrets();
    const other = organizationId;
    organizationId = mine;
    await ensure();
    await (await rotate()).result();
    organizationId = other;
    expect(await secrets()).toEqual([theirs]);
  });
});

describe("a worker that is killed", () => {
  const later = async (times = rotationTimes) => {
    await kill();
    proxy.release();
    worker = await startProcess(times);
  };

  test("while it waits for the ingress leaves the old secret in use and finishes later", async () => {
    await ensure();
    await kill();
    worker = await startProcess({ ...rotationTimes, knownForMs: 5_000 });
    const handle = await rotate();
    await until(secrets, (rows) => rows.length === 2);
    await kill();
    expect(await signedWith()).toEqual([(await secrets())[0]!.id]);
    worker = await startProcess();
    expect(await handle.result()).toEqual({ state: "rotated" });
    expect(await signedWith()).toEqual([(await secrets())[1]!.id]);
  });

  test("while VAPI takes the secret gives the same one again", async () => {
    await ensure();
    proxy.holdAnswers("PATCH", "/credential");
    const handle = await rotate();
    // VAPI signs with it, and we don't know yet: both are accepted.
    const [before] = await secrets();
    await until(signedWith, ([id]) => id !== before!.id);
    expect(await secrets()).toMatchObject([{ accepted_until: null }, { in_use: false, revoked_at: null }]);
    await later();
    expect(await handle.result()).toEqual({ state: "rotated" });
    expect(await secrets()).toHaveLength(2);
    expect(await signedWith()).toEqual([(await secrets())[1]!.id]);
  });

  test("before the old secret ends leaves its end to the next", async () => {
    await ensure();
    await later(standing);
    const handle = await rotate();
    await until(secrets, ([before]) => before!.accepted_until !== null);
    await later();
    expect(await signedWith()).toEqual([(await secrets())[1]!.id]);
    expect((await handle.describe()).status.name).toBe("RUNNING");
    expect(await secrets()).toMatchObject([{ revoked_at: null }, {}]);
    await handle.terminate("an hour is too long for a test");
  });
});
