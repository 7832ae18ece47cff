import { makeOrganization } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

const CLOSED = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const NINE_TO_FIVE = [{ opens: "09:00", closes: "17:00" }];
const VOICE = { provider: "vapi", voiceId: "Elliot", label: "Elliot" };

let api: TestApi;
let ann: SignedIn;
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp({ timezone: "Europe/Berlin" });
  path = `/organizations/${ann.organizationId}/settings`;
});

function patch(body: unknown, headers: Record<string, string> = {}) {
  return ann.request("PATCH", path, { body, headers });
}

test("who never set anything has the defaults", async () => {
  const answer = await ann.get(path);
  expect(answer.body).toEqual({
    businessHours: CLOSED,
    holidays: [],
    defaultVoice: null,
    timezone: "Europe/Berlin",
    version: 1,
  });
  expect(answer.headers.get("etag")).toBe('"1"');
});

test("what is set is kept, other settings stay, and the audit log tells what changed alone", async () => {
  const before = await api.admin.query("SELECT settings FROM organizations WHERE id = $1", [ann.organizationId]);
  const businessHours = { ...CLOSED, monday: NINE_TO_FIVE };
  const holidays = [{ date: "2026-12-25", name: "Christmas", hours: [] }];
  expect((await patch({ businessHours, defaultVoice: VOICE })).body).toMatchObject({ businessHours, version: 2 });
  const last = await patch({ holidays, defaultVoice: VOICE }, { "if-match": '"2"' });
  expect(last.body).toEqual({ businessHours, holidays, defaultVoice: VOICE, timezone: "Europe/Berlin", version: 3 });
  expect((await ann.get(path)).body).toEqual(last.body);
  const { rows } = await api.admin.query("SELECT settings FROM organizations WHERE id = $1", [ann.organizationId]);
  expect(rows[0].settings.notifications).toEqual(before.rows[0].settings.notifications);
  expect(rows[0].settings.notifications.emails).toEqual([ann.email]);
  expect(await auditOf(api, ann.organizationId, "settings.updated")).toMatchObject([
    { before: { businessHours: CLOSED, defaultVoice: null }, after: { businessHours, defaultVoice: VOICE } },
    { before: { holidays: [] }, after: { holidays } },
  ]);
});

test("what is the same already changes nothing", async () => {
  await patch({ defaultVoice: VOICE });
  for (const body of [{}, { defaultVoice: VOICE }, { businessHours: {} }])
    expect((await patch(body)).body.version).toBe(2);
  expect(await auditOf(api, ann.organizationId, "settings.updated")).toHaveLength(1);
});

test("an older version is refused, also one from before the organization itself changed", async () => {
  await ann.request("PATCH", `/organizations/${ann.organizationId}`, { body: { name: "Hill & Co" } });
  expect((await patch({ defaultVoice: VOICE }, { "if-match": '"1"' })).status).toBe(412);
  const answers = await Promise.all(
    [1, 2, 3].map((n) => patch({ defaultVoice: { ...VOICE, label: `Voice ${n}` } }, { "if-match": '"2"' })),
  );
  expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
});

test.each([
  { businessHours: { monday: [{ opens: "17:00", closes: "09:00" }] } },
  { businessHours: { monday: [{ opens: "9", closes: "17:00" }] } },
  { businessHours: { monday: [...NINE_TO_FIVE, { opens: "16:00", closes: "18:00" }] } },
  { businessHours: { funday: [] } },
  { holidays: [{ date: "2026-02-30", name: "Never" }] },
  {
    holidays: [
      { date: "2026-12-25", name: "One" },
      { date: "2026-12-25", name: "Two" },
    ],
  },
  { defaultVoice: { provider: "vapi" } },
  { notifications: { emails: ["eve@example.test"] } },
  { timezone: "UTC" },
])("%j is refused", async (body) => {
  expect((await patch(body)).status).toBe(422);
  expect((await ann.get(path)).body.version).toBe(1);
});

test("a viewer sees and doesn't change; another tenant sees nothing", async () => {
  const vera = await joinTeam(api, ann.organizationId, "viewer");
  expect((await vera.get(path)).status).toBe(200);
  expect((await vera.request("PATCH", path, { body: { defaultVoice: VOICE } })).status).toBe(403);
  const other = await makeOrganization(api.admin);
  const foreign = `/organizations/${other.id}/settings`;
  expect((await ann.get(foreign)).status).toBe(404);
  expect((await ann.request("PATCH", foreign, { body: { defaultVoice: VOICE } })).status).toBe(404);
});
