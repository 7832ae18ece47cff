import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { problem } from "@callflex/contracts/common";
import { expect } from "vitest";
import { openApiDocument } from "../src/docs/openapi.ts";
import type { Route } from "../src/http/route.ts";

/** An answer with its body read; `body` is undefined where there is none. */
export interface Answer {
  status: number;
  headers: Headers;
  // Each test knows what it asked for; the shape itself was checked against the route's schema.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

interface Response {
  headers?: Record<string, unknown>;
  content?: Record<string, unknown>;
}

/** Headers that every documented answer really has; others depend on what was asked. */
const ALWAYS = ["X-Request-Id", "RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate", "ETag"];

/** The route that serves an address: one without parameters goes before one with. */
export function routeOf(routes: Route[], method: string, path: string): Route | undefined {
  const [bare] = path.split("?");
  const verb = method === "HEAD" ? "get" : method.toLowerCase();
  const fits = routes.filter(
    ({ text }) => text.method === verb && new RegExp(`^${text.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(bare!),
  );
  return fits.find(({ text }) => text.path === bare) ?? fits[0];
}

function pointer(...parts: string[]): string {
  return `openapi#/${parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
}

/**
 * Makes the check that every answer of the API passes in tests: its status, media type, headers and body are the ones
 * that the document promises for the operation.
 *
 * @returns fails the test when an answer is not as documented
 */
export function createAnswerCheck(routes: Route[]): (method: string, path: string, answer: Answer) => void {
  const document = openApiDocument(routes) as { paths: Record<string, Record<string, { responses: object }>> };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "openapi");

  function checkBody(at: string, { text }: Route, answer: Answer, media: string): void {
    const { method, path } = text;
    const validate = ajv.compile({
      $ref: pointer("paths", path, method, "responses", String(answer.status), "content", media, "schema"),
    });
    validate(answer.body);
    expect([at, validate.errors]).toEqual([at, null]);
    if (answer.status < 400 && text.success.schema) expect(text.success.schema.parse(answer.body)).toEqual(answer.body);
  }

  function checkProblem({ status, headers, body }: Answer): void {
    expect(headers.get("content-type")).toContain("application/problem+json");
    expect(problem.parse(body)).toEqual(body);
    expect(body.status).toBe(status);
    expect(body.requestId).toBe(headers.get("x-request-id"));
  }

  return (method, path, answer) => {
    const { status, headers } = answer;
    const at = `${method} ${path}: ${status}`;
    if (status >= 400 && method !== "HEAD") checkProblem(answer);
    const route = routeOf(routes, method, path);
    if (!route) return expect([at, [404, 405]]).toEqual([at, expect.arrayContaining([status])]);

    const responses = document.paths[route.text.path]![route.text.method]!.responses as Record<string, Response>;
    expect([at, Object.keys(responses)]).toEqual([at, expect.arrayContaining([String(status)])]);
    const response = responses[String(status)]!;
    for (const name of ALWAYS.filter((one) => response.headers?.[one])) {
      expect([at, name, headers.get(name)]).toEqual([at, name, expect.any(String)]);
    }
    const media = headers.get("content-type")?.split(";")[0];
    const documented = Object.keys(response.content ?? {});
    if (documented.length === 0) return expect([at, answer.body]).toEqual([at, undefined]);
    const promised = documented.find(
      (one) => one === media || (one.endsWith("/*") && media?.startsWith(one.slice(0, -1))),
    );
    expect([at, media, documented, promised]).toEqual([at, media, documented, expect.any(String)]);
    if (method !== "HEAD" && media!.endsWith("json")) checkBody(at, route, answer, media!);
  };
}
