import { routeExplanation } from "@callflex/contracts/api/number-routing";
import { newId } from "@callflex/db/ids";
import { makeAssistant, makeCall, makeContact, makeMember, makeUser } from "@callflex/testing/factories";
import {
  CASE_SETTINGS,
  CASE_TIMEZONE,
  FALLBACK_NUMBER,
  OWNER_NUMBER,
  ROUTE_CASES,
  type RouteCase,
} from "@callflex/testing/route-cases";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessionCookie } from "../../../infra/prove/setup/session-cookie.ts";
import { AUTH_SECRET, serveApi, WEB_ORIGIN, type ServedApi } from "../../api/test/serve-api.ts";
import { deliverRaw, signVapi, vapiCall } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

let clock = new Date();
let installation: Installation;
let api: ServedApi;
beforeAll(async () => {
  const now = () => clock;
  installation = await openInstallation({
    app: { now, budgets: { assistantRequestMs: 30_000, toolCallsMs: 30_000 } },
  });
  api = await serveApi({ urls: installation.database.urls, now });
});
afterAll(async () => {
  await api.close();
  await installation.close();
});

/** What a caller meets, in the same words for a live answer and for an explanation. */
interface Met {
  kind: string;
  assistantId?: string;
  number?: string;
  spoken?: string;
}

const ask = (sql: string, ...values: unknown[]) => installation.admin.query(sql, values);

async function arrange(one: RouteCase) {
  const tenant = await makeTenant(installation.admin, {
    settings: CASE_SETTINGS,
    timezone: CASE_TIMEZONE,
    fallbackNumber: FALLBACK_NUMBER,
  });
  const { organizationId } = tenant;
  const night = await makeAssistant(installation.admin, { organizationId, name: "Night desk" });
  await ask("UPDATE phone_numbers SET routing = $2 WHERE organization_id = $1", organizationId, one.rules(night.id));
  const contact = await makeContact(installation.admin, { organizationId, blocked: one.caller === "blocked" });
  if (one.caller === "vip") await ask("UPDATE contacts SET tags = '{VIP}' WHERE id = $1", contact.id);
  if (one.state === "own_paused")
    await ask("UPDATE assistants SET status = 'paused' WHERE id = $1", tenant.assistant.id);
  if (one.state === "night_deleted") await ask("UPDATE assistants SET deleted_at = now() WHERE id = $1", night.id);
  if (one.state === "trial_ended")
    await ask(
      "UPDATE organizations SET subscription_status = 'trialing', trial_ends_at = $2 WHERE id = $1",
      organizationId,
      clock,
    );
  if (one.state === "all_lines_taken") {
    await ask("UPDATE organizations SET plan_key = 'trial' WHERE id = $1", organizationId);
    for (const seconds of [10, 20])
      await makeCall(installation.admin, {
        organizationId,
        status: "in_progress",
        startedAt: new Date(clock.getTime() - seconds * 1000),
      });
  }
  const caller = one.caller === "anonymous" ? null : one.caller === "owner" ? OWNER_NUMBER : contact.phone;
  return { tenant, night, caller };
}

async function liveAnswer(tenant: Tenant, caller: string | null, byVapiId: Map<string, string>): Promise<Met> {
  const call = vapiCall(tenant, { createdAt: clock, assistantId: null, customer: { number: caller ?? "anonymous" } });
  const body = JSON.stringify({ message: { type: "assistant-request", timestamp: clock.getTime(), call } });
  const answer = await deliverRaw(installation.url, tenant, body, signVapi(tenant.secret, body, clock));
  expect(answer.status).toBe(200);
  const said = answer.body as {
    assistantId?: string;
    assistant?: { firstMessage: string };
    destination?: { number: string; message: string };
    error?: string;
  };
  if (said.assistantId) return { kind: "assistant", assistantId: byVapiId.get(said.assistantId)! };
  if (said.destination) return { kind: "forward", number: said.destination.number, spoken: said.destination.message };
  if (said.assistant) return { kind: "take_message", spoken: said.assistant.firstMessage };
  return { kind: "say", spoken: said.error! };
}

async function explanation(tenant: Tenant, caller: string | null): Promise<{ met: Met; refusal: string | null }> {
  const user = await makeUser(installation.admin);
  await makeMember(installation.admin, { organizationId: tenant.organizationId, userId: user.id, role: "viewer" });
  const token = newId();
  await ask(
    `INSERT INTO sessions (id, token, user_id, expires_at, active_organization_id) VALUES ($1, $2, $3, now() + interval '1 day', $4)`,
    newId(),
    token,
    user.id,
    tenant.organizationId,
  );
  const response = await fetch(`${api.url}/api/v1/phone-numbers/${tenant.number.id}/explain`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: WEB_ORIGIN, cookie: sessionCookie(token, AUTH_SECRET) },
    body: JSON.stringify({ caller, at: clock.toISOString() }),
  });
  expect(response.status).toBe(200);
  const { answer, liveCallsCounted } = routeExplanation.parse(await response.json());
  expect(liveCallsCounted).toBe(true);
  const met: Met = {
    kind: answer.kind,
    ...(answer.assistantId ? { assistantId: answer.assistantId } : { spoken: answer.spoken ?? "" }),
    ...(answer.number ? { number: answer.number } : {}),
  };
  return { met, refusal: answer.refusal };
}

test.each(ROUTE_CASES)("a call $name gets the answer that the explanation gives", async (one) => {
  clock = new Date(one.at);
  const { tenant, night, caller } = await arrange(one);
  const explained = await explanation(tenant, caller);
  const byVapiId = new Map([tenant.assistant, night].map(({ id, vapiAssistantId }) => [vapiAssistantId, id]));
  expect(await liveAnswer(tenant, caller, byVapiId)).toEqual(explained.met);

  const { kind, to, refusal = null } = one.expected;
  expect(explained).toMatchObject({ met: { kind }, refusal });
  const target = to === "own" ? tenant.assistant.id : to === "night" ? night.id : to;
  if (target) expect(explained.met.assistantId ?? explained.met.number).toBe(target);
});
