import { makeAssistant, makeCall, makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

const AI = "You are speaking with an AI assistant.";
const RECORDED = "This call may be recorded.";

let api: TestApi;
let ann: SignedIn;
let number: { id: string };
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  const { organizationId } = ann;
  const own = await makeAssistant(api.admin, { organizationId });
  number = await makePhoneNumber(api.admin, { organizationId, assistantId: own.id });
  path = `/phone-numbers/${number.id}/disclosure`;
});

function put(body: unknown, headers: Record<string, string> = {}) {
  return ann.request("PUT", path, { body, headers });
}

test("a number that nothing was chosen for has what is suggested for its place, with the reasons", async () => {
  const { body, headers } = await ann.get(path);
  const suggested = { aiDisclosure: AI, recordingNotice: RECORDED, recording: true };
  expect(body).toMatchObject({
    disclosure: suggested,
    chosen: false,
    suggestion: {
      disclosure: suggested,
      place: "California",
      aiDisclosureRequired: true,
      recordingNoticeRequired: true,
    },
    firstMessage: "Hello!",
    opening: `${AI} ${RECORDED} Hello!`,
    version: 1,
  });
  expect(body.suggestion.reasons.join(" ")).toContain("Penal Code");
  expect(headers.get("etag")).toBe('"1"');
});

test("what is chosen holds, and the audit log keeps it, also where it is what was suggested", async () => {
  const { suggestion } = (await ann.get(path)).body;
  expect((await put(suggestion.disclosure, { "if-match": '"1"' })).body).toMatchObject({ chosen: true, version: 2 });
  const silent = { aiDisclosure: null, recordingNotice: null, recording: false };
  const answer = await put(silent);
  expect(answer.body).toMatchObject({ disclosure: silent, opening: "Hello!", version: 3 });
  expect((await ann.get(path)).body).toEqual(answer.body);
  expect((await put(silent)).body.version).toBe(3);
  expect((await put(silent, { "if-match": '"1"' })).status).toBe(412);
  expect(await auditOf(api, ann.organizationId, "phone_number.disclosure_changed")).toMatchObject([
    { before: null, after: suggestion.disclosure },
    { before: { recording: true }, after: silent },
  ]);
});

test("a number without an assistant has no opening", async () => {
  await api.admin.query("UPDATE phone_numbers SET assistant_id = NULL WHERE id = $1", [number.id]);
  expect((await ann.get(path)).body).toMatchObject({ firstMessage: null, opening: null });
});

test.each([
  {},
  { aiDisclosure: "", recordingNotice: null, recording: true },
  { aiDisclosure: null, recordingNotice: null, recording: "no" },
  { aiDisclosure: "x".repeat(301), recordingNotice: null, recording: true },
])("%j is refused", async (body) => {
  expect((await put(body)).status).toBe(422);
});

test("a viewer sees and doesn't choose; another tenant sees nothing", async () => {
  const vera = await joinTeam(api, ann.organizationId, "viewer");
  const headers = { "x-organization-id": ann.organizationId };
  const body = { aiDisclosure: null, recordingNotice: null, recording: false };
  expect((await vera.get(path, headers)).status).toBe(200);
  expect((await vera.request("PUT", path, { body, headers })).status).toBe(403);
  expect((await vera.request("PUT", path, { body })).status).toBe(404);
});

test("a call's page says that nothing of it was kept", async () => {
  const { organizationId } = ann;
  const call = await makeCall(api.admin, { organizationId, phoneNumberId: number.id });
  await api.admin.query("UPDATE calls SET keeps_recording = false, forwarded_from = '+12125550188' WHERE id = $1", [
    call.id,
  ]);
  expect((await ann.get(`/calls/${call.id}`)).body).toMatchObject({
    recordingOff: true,
    hasRecording: false,
    forwardedFrom: "+12125550188",
  });
});
