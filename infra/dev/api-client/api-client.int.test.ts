import { readFileSync } from "node:fs";
import { createApiClient } from "@callflex/api-client/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "../../../services/api/test/start-api.ts";
import { API_TYPES_FILE, generateApiTypes } from "./generate.ts";

let api: TestApi;
let ann: SignedIn;
beforeAll(async () => {
  api = await startApi();
  ann = await api.signUp();
});
afterAll(() => api.close());

test("the client's types are those of the document; `npm run api:client` writes them", async () => {
  expect(readFileSync(API_TYPES_FILE, "utf8")).toBe(await generateApiTypes(api.routes));
});

test("the client speaks to the API as whoever its token says", async () => {
  const client = createApiClient({ baseUrl: `${api.url}/`, token: ann.token });
  const { data: me } = await client.GET("/auth/me");
  expect(me?.user.email).toBe(ann.email);
  const { data: organization } = await client.GET("/organizations/{organizationId}", {
    params: { path: { organizationId: ann.organizationId } },
  });
  expect(organization?.id).toBe(ann.organizationId);
  const { error, response } = await createApiClient({ baseUrl: api.url, token: "cfx_unknown" }).GET("/calls");
  expect([response.status, error?.status]).toEqual([401, 401]);
});
