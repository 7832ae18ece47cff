import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { apiKeyScopes } from "@callflex/contracts/permissions";
import { makeCall, makeInboxItem, makeRecording, makeTranscript } from "@callflex/testing/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deriveExample, MissingExampleError } from "../src/docs/derive-example.ts";
import type { JsonSchema } from "../src/docs/json-schemas.ts";
import { namedSchemas } from "../src/docs/schemas.ts";
import { createDriftFinder } from "./answer-drift.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";

interface Media {
  schema: JsonSchema;
  example?: unknown;
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string; schema: JsonSchema; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, DocumentedResponse>;
}

interface DocumentedResponse {
  headers?: object;
  content?: Record<string, Media>;
}

interface Document {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; headers: object; responses: Record<string, DocumentedResponse> };
}

let api: TestApi;
let ann: SignedIn;
let document: Document;
let operations: Operation[];
let ajv: Ajv2020;
beforeAll(async () => {
  api = await startApi();
  ann = await api.signUp();
  document = (await api.request("GET", "/openapi.json")).body;
  operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  for (const one of operations) {
    for (const [status, response] of Object.entries(one.responses)) {
      if ("$ref" in response)
        one.responses[status] = document.components.responses[String(response.$ref).split("/").at(-1)!]!;
    }
  }
  ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "openapi");
});
afterAll(() => api.close());

/** What is wrong with a value by a schema of the document, whose references count from its root. */
function wrong(schema: JsonSchema, value: unknown): unknown {
  const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components');
  const validate = ajv.compile(JSON.parse(text) as object);
  validate(value);
  return validate.errors;
}

describe("the document", () => {
  test("is OpenAPI 3.1 and holds every route once", () => {
    expect(document.openapi).toBe("3.1.0");
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(documented.toSorted()).toEqual(api.routes.map(({ text }) => `${text.method} ${text.path}`).toSorted());
    const names = operations.map((one) => one.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  test("every reference leads somewhere, and every named shape is used", () => {
    const used = new Set(
      [...JSON.stringify(document).matchAll(/"#\/components\/(\w+\/[\w-]+)"/g)].map((one) => one[1]!),
    );
    for (const name of used) expect(document.components).toHaveProperty(name.split("/"));
    for (const name of Object.keys(document.components.responses)) expect(name).toMatch(/^Problem\d{3}$/);
    const shapes = Object.keys(document.components.schemas);
    expect(shapes.filter((name) => !used.has(`schemas/${name}`))).toEqual(["LiveEvent"]);
    expect(Object.keys(namedSchemas)).toEqual(expect.arrayContaining(shapes));
  });

  test("shapes of every part of the contracts have their names in it", () => {
    const files = readdirSync(new URL("../../../packages/contracts/src/api", import.meta.url));
    const source = readFileSync(new URL("../src/docs/schemas.ts", import.meta.url), "utf8");
    for (const file of files) expect(source).toContain(`@callflex/contracts/api/${file.replace(".ts", "")}"`);
  });

  test("every body has a named shape", () => {
    const nameless = operations.filter(({ responses, requestBody }) =>
      [requestBody, ...Object.values(responses)].some((one) => {
        const schema = one?.content?.["application/json"]?.schema;
        return schema && !("$ref" in schema);
      }),
    );
    expect(nameless.map((one) => one.operationId)).toEqual(["getOpenApi"]);
  });
});

describe("each operation", () => {
  test("has a described tag, a summary, and says what it needs", () => {
    const tags = document.tags.map((tag) => tag.name);
    for (const { text, access, permission } of api.routes) {
      const operation = document.paths[text.path]![text.method]!;
      expect(operation.summary.length).toBeGreaterThan(5);
      for (const tag of operation.tags) expect(tags).toContain(tag);
      const ways = operation.security.flatMap((way) => Object.keys(way));
      if (access === "public") expect(ways).toEqual([]);
      else expect(ways.slice(0, 2)).toEqual(["session", "bearer"]);
      const scope = apiKeyScopes.find((name) => name === permission);
      expect(operation.security.find((way) => way["apiKey"])?.["apiKey"]).toEqual(scope && [scope]);
      if (permission) expect(operation.description).toContain(`\`${permission}\``);
    }
  });

  test("documents its errors as problem details, each with an example", () => {
    for (const { operationId, responses } of operations) {
      const statuses = Object.keys(responses);
      expect([operationId, statuses]).toEqual([operationId, expect.arrayContaining(["400", "429", "500", "503"])]);
      for (const [status, { content, headers }] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        expect(Object.keys(content!)).toEqual(["application/problem+json"]);
        expect(content!["application/problem+json"]!.example).toMatchObject({ status: Number(status) });
        if (status === "429" || status === "503") expect(headers).toHaveProperty("Retry-After");
      }
    }
  });

  test("tells the headers of quotas, of repeated requests and of versions", () => {
    expect(api.routes.some((route) => route.idempotent) && api.routes.some((route) => route.versioned)).toBe(true);
    for (const { text, idempotent, versioned } of api.routes) {
      const operation = document.paths[text.path]![text.method]!;
      const success = operation.responses[String(text.success.status)]!;
      const asked = operation.parameters?.filter((one) => one.in === "header").map((one) => one.name) ?? [];
      expect(Object.keys(success.headers!)).toEqual(expect.arrayContaining(["RateLimit", "RateLimit-Policy"]));
      expect("Idempotency-Replayed" in success.headers!).toBe(idempotent);
      expect(asked.includes("Idempotency-Key")).toBe(idempotent);
      expect(asked.includes("If-Match")).toBe(versioned);
      // What is deleted has no version any more.
      if (versioned && text.success.status !== 204)
        expect([text.operationId, success.headers]).toEqual([
          text.operationId,
          expect.objectContaining({ ETag: expect.anything() }),
        ]);
    }
  });

  test("gives an example of its body, its answer and its parameters, each as its shape wants it", () => {
    for (const { operationId, requestBody, responses, parameters = [] } of operations) {
      for (const content of [requestBody?.content, ...Object.values(responses).map((one) => one.content)]) {
        for (const [type, { schema, example }] of Object.entries(content ?? {})) {
          if (!/[+/]json$/.test(type)) continue;
          expect([operationId, example, wrong(schema, example)]).toEqual([operationId, expect.anything(), null]);
        }
      }
      for (const {
        name,
        in: place,
        schema,
        example = (schema["examples"] as unknown[] | undefined)?.[0],
      } of parameters) {
        // A cursor comes with a page; a made-up one would only be refused.
        if (place === "header" || name === "cursor") continue;
        expect([operationId, name, wrong(schema, example)]).toEqual([operationId, name, null]);
        expect([operationId, name, example]).toEqual([operationId, name, expect.anything()]);
      }
    }
    for (const { text, body } of api.routes) {
      const example = document.paths[text.path]![text.method]!.requestBody?.content["application/json"]!.example;
      if (body) expect([text.operationId, body.safeParse(example).error]).toEqual([text.operationId, undefined]);
    }
  });

  test("refuses fields that it doesn't know, at every depth", () => {
    const bodies = operations.flatMap((one) => one.requestBody?.content["application/json"]?.schema ?? []);
    expect(bodies.length).toBeGreaterThan(3);
    const waiting: unknown[] = [...bodies];
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      if (typeof part !== "object" || part === null) continue;
      const { $ref: reference, properties, additionalProperties } = part as JsonSchema;
      if (typeof reference === "string") waiting.push(document.components.schemas[reference.split("/").at(-1)!]);
      if (properties) expect([properties, additionalProperties]).toEqual([properties, false]);
      waiting.push(...Object.values(part));
    }
  });
});

test("a field without an example is named", () => {
  const schema = { type: "object", properties: { shoeSize: { type: "integer" } } };
  expect(() => deriveExample(schema, ["Person"])).toThrow(MissingExampleError);
  expect(() => deriveExample(schema, ["Person"])).toThrow(/Person\.shoeSize/);
});

describe("the check of every answer", () => {
  const headers = (values: Record<string, string> = {}) =>
    new Headers({
      "content-type": "application/json",
      "x-request-id": "proxy-0123456789",
      ratelimit: "x",
      "ratelimit-policy": "x",
      ...values,
    });
  const page = { data: [], nextCursor: null };

  test("lets a documented answer pass", () => {
    const driftOf = createDriftFinder(api.routes);
    expect(driftOf("GET", "/calls?limit=1", { status: 200, headers: headers(), body: page })).toBeNull();
  });

  test.each([
    ["a status that isn't documented", { status: 206 }, /206 to GET \/calls has a status that isn't documented/],
    [
      "another media type",
      { headers: headers({ "content-type": "text/html" }) },
      /is text\/html, not application\/json/,
    ],
    ["no quota", { headers: new Headers({ "content-type": "application/json" }) }, /lacks the header .*RateLimit/],
    ["a field too much", { body: { ...page, secret: 1 } }, /another body than documented/],
    ["a field too few", { body: { data: [] } }, /another body than documented/],
    ["an error that is no problem", { status: 404, body: { message: "no" } }, /is no problem document/],
  ])("finds %s", (_name, change, finding) => {
    const driftOf = createDriftFinder(api.routes);
    expect(driftOf("GET", "/calls", { status: 200, headers: headers(), body: page, ...change })).toMatch(finding);
  });
});

test("true answers hold what the document's JSON Schema promises", async () => {
  const { organizationId } = ann;
  const call = await makeCall(api.admin, { organizationId, status: "in_progress" });
  const ended = await makeCall(api.admin, { organizationId });
  await makeTranscript(api.admin, ended, { lines: [["caller", "Hello"]] });
  await makeRecording(api.admin, ended);
  await makeInboxItem(api.admin, { organizationId, callId: ended.id });
  // Each request is checked against the document by the harness.
  for (const address of ["/auth/me", "/calls?limit=1", "/calls/active", "/calls/stats", "/inbox", "/calls?limit=0"]) {
    await ann.get(address);
  }
  for (const part of ["", "/transcript", "/actions", "/timeline"]) {
    expect((await ann.get(`/calls/${part ? ended.id : call.id}${part}`)).status).toBe(200);
  }
  expect((await ann.request("POST", `/calls/${ended.id}/reprocess`)).status).toBe(202);
  expect((await ann.request("POST", `/calls/${call.id}/reprocess`)).status).toBe(409);
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
