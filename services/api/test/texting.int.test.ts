import { makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test.each(["unregistered", "pending"])("a number that is %s is confirmed, once, by who may", async (textingState) => {
  const ann = await api.signUp();
  const { organizationId } = ann;
  const number = await makePhoneNumber(api.admin, { organizationId, textingState });
  const path = `/phone-numbers/${number.id}/texting/confirm`;
  const vera = await joinTeam(api, organizationId, "member");
  expect((await vera.request("POST", path, { headers: { "x-organization-id": organizationId } })).status).toBe(403);
  expect((await vera.request("POST", path)).status).toBe(404);
  expect((await ann.request("POST", path)).body).toMatchObject({ textingState: "registered", version: 2 });
  expect((await ann.request("POST", path)).status).toBe(409);
  expect(await auditOf(api, organizationId, "phone_number.texting_confirmed")).toMatchObject([
    { before: { textingState }, after: { textingState: "registered" } },
  ]);
});

test.each(["not_needed", "not_possible"])("a number that is %s waits for no registration", async (textingState) => {
  const ann = await api.signUp();
  const number = await makePhoneNumber(api.admin, { organizationId: ann.organizationId, textingState });
  expect((await ann.request("POST", `/phone-numbers/${number.id}/texting/confirm`)).status).toBe(409);
});
