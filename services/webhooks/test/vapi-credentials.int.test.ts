import { decryptSecret } from "@callflex/db/secret-box";
import { transaction } from "@callflex/db/transaction";
import { beginRotation } from "@callflex/domain/vapi-credentials/begin-rotation";
import { ensureVapiCredential } from "@callflex/domain/vapi-credentials/ensure-vapi-credential";
import { pushRotation } from "@callflex/domain/vapi-credentials/push-rotation";
import { retireCredentials } from "@callflex/domain/vapi-credentials/retire-credentials";
import { createVapiCredentials } from "@callflex/providers/vapi/credentials";
import { startSandbox, type RunningSandbox } from "@callflex/sandbox/start-sandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deliverRaw, signVapi, vapiCall } from "./support/deliver.ts";
import { encryptionKeys as keys, openInstallation, type Installation } from "./support/installation.ts";
import { eventually } from "./support/look.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

const VAPI_KEY = "vapi-key";
const KNOWN_FOR_MS = 100;

let installation: Installation;
let sandbox: RunningSandbox;
let tenant: Tenant;
let neighbour: Tenant;
beforeAll(async () => {
  installation = await openInstallation({ app: { credentialsKnownForMs: KNOWN_FOR_MS } });
  const others = { twilioAccountSid: `AC${"0".repeat(32)}`, twilioAuthToken: "token", resendApiKey: "re_key" };
  sandbox = await startSandbox({ secrets: { vapiApiKey: VAPI_KEY, ...others } });
  neighbour = await withSecret(await makeTenant(installation.admin));
});
beforeEach(async () => {
  tenant = await withSecret(await makeTenant(installation.admin));
});
afterAll(async () => {
  await sandbox.close();
  await installation.close();
});

const provider = () => createVapiCredentials({ apiKey: VAPI_KEY, baseUrl: `${sandbox.url}/vapi` });

/** A tenant whose secret was made as the product makes it. */
async function withSecret(made: Tenant): Promise<Tenant> {
  const { organizationId } = made;
  await installation.admin.query("DELETE FROM vapi_credentials WHERE organization_id = $1", [organizationId]);
  await ensureVapiCredential(installation.pool, { organizationId, keys, provider: provider() });
  return { ...made, secret: await newestSecret(organizationId) };
}

async function newestSecret(organizationId: string): Promise<string> {
  const { rows } = await installation.admin.query<{ secret_ciphertext: Buffer; encryption_key_id: string }>(
    "SELECT * FROM vapi_credentials WHERE organization_id = $1 ORDER BY created_at DESC LIMIT 1",
    [organizationId],
  );
  return decryptSecret(keys, rows[0]!.secret_ciphertext, rows[0]!.encryption_key_id);
}

/** What a message about the tenant's call is answered when it is signed with a secret. */
async function statusUnder(secret: string): Promise<number> {
  const message = { type: "hang", timestamp: Date.now(), call: vapiCall(tenant) };
  const body = JSON.stringify({ message });
  return (await deliverRaw(installation.url, tenant, body, signVapi(secret, body))).status;
}

describe("while a secret is replaced", () => {
  it("the old and the new one are taken, the old one is refused afterwards, and another tenant's always", async () => {
    const { organizationId, secret: old } = tenant;
    expect(await statusUnder(old)).toBe(200);
    const { credentialId } = await transaction(installation.pool, (tx) => beginRotation(tx, { organizationId, keys }));
    const fresh = await newestSecret(organizationId);
    expect(fresh).not.toBe(old);
    // Before VAPI knows it.
    await eventually(async () => expect(await statusUnder(fresh)).toBe(200));
    expect(await statusUnder(old)).toBe(200);
    expect(await statusUnder(neighbour.secret)).toBe(401);

    const push = { organizationId, credentialId, keys, provider: provider() };
    const { retireInMs } = await pushRotation(installation.pool, push);
    expect(retireInMs).toBeGreaterThan(0);
    expect(await transaction(installation.pool, (tx) => retireCredentials(tx, organizationId))).toBe(0);
    expect([await statusUnder(old), await statusUnder(fresh)]).toEqual([200, 200]);

    await installation.admin.query(
      "UPDATE vapi_credentials SET accepted_until = now() WHERE organization_id = $1 AND accepted_until IS NOT NULL",
      [organizationId],
    );
    await eventually(async () => expect(await statusUnder(old)).toBe(401));
    expect(await transaction(installation.pool, (tx) => retireCredentials(tx, organizationId))).toBe(1);
    expect(await statusUnder(fresh)).toBe(200);
    expect(await statusUnder(old)).toBe(401);
    expect(await statusUnder(neighbour.secret)).toBe(401);
  });

  it("a secret that was ended has left nothing to sign with", async () => {
    const { organizationId } = tenant;
    await installation.admin.query("UPDATE vapi_credentials SET accepted_until = now() WHERE organization_id = $1", [
      organizationId,
    ]);
    await transaction(installation.pool, (tx) => retireCredentials(tx, organizationId));
    await eventually(async () => expect(await statusUnder(tenant.secret)).toBe(401));
    expect(await statusUnder("")).toBe(401);
  });
});
