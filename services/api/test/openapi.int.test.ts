import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { makeCall, makeInboxItem, makeRecording, makeTranscript } from "@callflex/testing/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import { namedSchemas } from "../src/docs/schemas.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";

interface Operation {
  operationId: string;
  description?: string;
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

let api: TestApi;
let ann: SignedIn;
let document: { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: object } };
beforeAll(async () => {
  api = await startApi();
  ann = await api.signUp();
  document = (await api.request("GET", "/openapi.json")).body;
});
afterAll(() => api.close());

test("the document is OpenAPI 3.1 and holds every route once", () => {
  expect(document.openapi).toBe("3.1.0");
  const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(documented.toSorted()).toEqual(api.routes.map(({ text }) => `${text.method} ${text.path}`).toSorted());
  const names = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
  expect(new Set(names).size).toBe(names.length);
});

test("every reference leads somewhere, and every named shape is used", () => {
  const text = JSON.stringify(document);
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]!));
  const there = Object.keys(document.components.schemas);
  expect(there.toSorted()).toEqual(Object.keys(namedSchemas).toSorted());
  for (const name of used) expect(there).toContain(name);
  // The stream's events are told in words: a document of OpenAPI 3.1 can't describe them.
  expect(there.filter((name) => !used.has(name))).toEqual(["LiveEvent"]);
});

test("each route says what it needs", () => {
  expect(api.routes.some((route) => route.permission)).toBe(true);
  for (const { text, permission } of api.routes) {
    const operation = document.paths[text.path]![text.method]!;
    if (permission) expect(operation.description).toContain(`\`${permission}\``);
    for (const [status, { content }] of Object.entries(operation.responses)) {
      if (Number(status) >= 400) expect(Object.keys(content!)).toEqual(["application/problem+json"]);
    }
  }
});

test("true answers hold what the document's JSON Schema promises", async () => {
  const { organizationId } = ann;
  const call = await makeCall(api.admin, { organizationId, status: "in_progress" });
  const ended = await makeCall(api.admin, { organizationId });
  await makeTranscript(api.admin, ended, { lines: [["caller", "Hello"]] });
  await makeRecording(api.admin, ended);
  await makeInboxItem(api.admin, { organizationId, callId: ended.id });

  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "openapi");
  const asked: [string, string, string][] = [
    ["/auth/me", "get", "/auth/me"],
    ["/calls", "get", "/calls?limit=1"],
    ["/calls/active", "get", "/calls/active"],
    ["/calls/stats", "get", "/calls/stats"],
    ["/inbox", "get", "/inbox"],
    ...["", "/transcript", "/actions", "/timeline"].map((part): [string, string, string] => [
      `/calls/{id}${part}`,
      "get",
      `/calls/${part ? ended.id : call.id}${part}`,
    ]),
    ["/calls/{id}/reprocess", "post", `/calls/${ended.id}/reprocess`],
    ["/calls/{id}/reprocess", "post", `/calls/${call.id}/reprocess`],
    ["/calls", "get", "/calls?limit=0"],
  ];
  for (const [path, method, address] of asked) {
    const answer = await ann.request(method.toUpperCase(), address);
    const response = document.paths[path]![method]!.responses[String(answer.status)];
    expect([address, answer.status, response]).toEqual([address, answer.status, expect.anything()]);
    const media = answer.headers.get("content-type")!.split(";")[0]!;
    const pointer = `openapi#/paths/${path.replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D")}/${method}/responses/${answer.status}/content/${media.replaceAll("/", "~1")}/schema`;
    const validate = ajv.compile({ $ref: pointer });
    validate(answer.body);
    expect([address, validate.errors]).toEqual([address, null]);
  }
});

test("the reference page and all it loads come from here, under a policy without exceptions", async () => {
  const page = await fetch(`${api.url}/api/docs`);
  expect(page.status).toBe(200);
  const policy = page.headers.get("content-security-policy")!;
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  const html = await page.text();
  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
  expect(addresses.length).toBeGreaterThanOrEqual(4);
  for (const address of addresses) {
    expect(address).not.toMatch(/^(https?:)?\/\//);
    const asset = await fetch(new URL(address, `${api.url}/api/docs`));
    expect([address, asset.status]).toEqual([address, 200]);
  }
});
