import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { deliver, deliverTwilio, twilioCallSid, vapiCall } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { drained } from "./support/look.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

const BUSINESS = "+12125550188";

let installation: Installation;
let tenant: Tenant;
beforeAll(async () => {
  installation = await openInstallation({ relay: true });
});
beforeEach(async () => {
  tenant = await makeTenant(installation.admin);
});
afterAll(() => installation.close());

function wait(values: object = {}) {
  const forwarding = {
    businessNumber: BUSINESS,
    carrier: "att",
    kind: "no_answer",
    state: "waiting",
    waitingSince: new Date().toISOString(),
    verifiedAt: null,
    verifiedCallId: null,
    ...values,
  };
  return installation.admin.query("UPDATE phone_numbers SET forwarding = $2 WHERE organization_id = $1", [
    tenant.organizationId,
    forwarding,
  ]);
}

/** A call that comes in, and at its end what Twilio says of its line. */
async function call(forwardedFrom: string | null) {
  const sid = twilioCallSid();
  const told = vapiCall(tenant, { phoneCallProviderId: sid });
  await deliver(installation.url, tenant, { type: "status-update", status: "in-progress", call: told });
  await drained(installation.admin);
  await deliverTwilio(installation.url, {
    AccountSid: "AC1",
    CallSid: sid,
    CallStatus: "completed",
    CallDuration: "12",
    SequenceNumber: "0",
    ...(forwardedFrom ? { ForwardedFrom: forwardedFrom } : {}),
  });
  await drained(installation.admin);
  const { rows } = await installation.admin.query(
    `SELECT c.id, c.forwarded_from, n.forwarding, n.version,
            (SELECT count(*)::int FROM live_events l WHERE l.phone_number_id = n.id AND l.type = 'number_progress') AS told
     FROM calls c JOIN phone_numbers n ON n.id = c.phone_number_id WHERE c.provider_call_id = $1`,
    [told.id],
  );
  return rows[0];
}

it("a call from the business's number proves the forwarding, and the page is told", async () => {
  await wait();
  const seen = await call(BUSINESS);
  expect(seen).toMatchObject({
    forwarded_from: BUSINESS,
    forwarding: { state: "verified", verifiedCallId: seen.id, businessNumber: BUSINESS },
    version: 2,
    told: 1,
  });
  expect(seen.forwarding.verifiedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

it("from where a call was forwarded is kept where nothing is waited for", async () => {
  await wait({ state: "none", waitingSince: null });
  expect(await call(BUSINESS)).toMatchObject({ forwarded_from: BUSINESS, forwarding: { state: "none" }, told: 0 });
});

it.each([
  ["straight", null],
  ["from another number", "+12125550177"],
  ["from a network that hides the number", "Restricted"],
])("a call that comes %s proves nothing", async (_how, forwardedFrom) => {
  await wait();
  expect(await call(forwardedFrom)).toMatchObject({ forwarded_from: forwardedFrom, forwarding: { state: "waiting" } });
});

it("a call from before the wait proves nothing", async () => {
  await wait({ waitingSince: new Date(Date.now() + 600_000).toISOString() });
  expect(await call(BUSINESS)).toMatchObject({ forwarded_from: BUSINESS, forwarding: { state: "waiting" } });
});
