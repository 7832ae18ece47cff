import { isDeepStrictEqual } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { problem } from "@callflex/contracts/common";
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

/** Reads an answer with its body; a live stream is left after its headers. */
export async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const media = headers.get("content-type")?.split(";")[0] ?? "";
  if (media === "text/event-stream") {
    await response.body?.cancel();
    return { status, headers, body: "" };
  }
  const text = await response.text();
  return { status, headers, body: text && /[/+]json$/.test(media) ? JSON.parse(text) : text || undefined };
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, DocumentedResponse | { $ref: string }> }>>;
  components: { responses: Record<string, DocumentedResponse> };
}

interface DocumentedResponse {
  headers?: Record<string, unknown>;
  content?: Record<string, unknown>;
}

/** Headers that every answer has for which they are documented; others depend on what was asked. */
const ALWAYS = ["X-Request-Id", "RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate", "ETag"];

/** The route that serves an address: one without parameters goes before one with. */
export function routeOf(routes: readonly Route[], method: string, path: string): Route | undefined {
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

function problemDrift({ status, headers, body }: Answer): string | null {
  if (!headers.get("content-type")?.startsWith("application/problem+json")) return "is no problem document";
  const read = problem.safeParse(body);
  if (!read.success || !isDeepStrictEqual(read.data, body)) return "is no problem as RFC 9457 and we want it";
  if (read.data.status !== status) return "says another status than it has";
  return read.data.requestId === headers.get("x-request-id") ? null : "says another request id than it has";
}

function covers(documented: string, media: string | undefined): boolean {
  return documented === media || (documented.endsWith("/*") && !!media?.startsWith(documented.slice(0, -1)));
}

/**
 * Makes the check of answers against the document: status, media type, headers and body must be the ones that it promises
 * for the operation.
 *
 * @returns tells of an answer what the document doesn't promise, null for one that is as promised
 */
export function createDriftFinder(
  routes: readonly Route[],
): (method: string, path: string, answer: Answer) => string | null {
  const document = openApiDocument(routes) as unknown as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "openapi");

  /** What the document says of a status of a route, and where. */
  function promised({ text }: Route, status: number): { response: DocumentedResponse; at: string[] } | null {
    const response = document.paths[text.path]![text.method]!.responses[status];
    if (!response) return null;
    if (!("$ref" in response)) return { response, at: ["paths", text.path, text.method, "responses", String(status)] };
    const name = response.$ref.split("/").at(-1)!;
    return { response: document.components.responses[name]!, at: ["components", "responses", name] };
  }

  function bodyDrift({ text }: Route, { status, body }: Answer, $ref: string): string | null {
    const validate = ajv.compile({ $ref });
    if (!validate(body)) return `has another body than documented: ${ajv.errorsText(validate.errors)}`;
    const { schema } = text.success;
    if (status >= 400 || !schema || isDeepStrictEqual(schema.parse(body), body)) return null;
    return "has a body that its schema would change";
  }

  function drift(method: string, path: string, answer: Answer): string | null {
    const { status, headers, body } = answer;
    const fault = status >= 400 && method !== "HEAD" ? problemDrift(answer) : null;
    if (fault) return fault;
    const route = routeOf(routes, method, path);
    if (!route) return status === 404 || status === 405 ? null : "comes from an address that isn't documented";
    const promise = promised(route, status);
    if (!promise) return "has a status that isn't documented";
    const { response, at } = promise;
    const missing = ALWAYS.filter((name) => response.headers?.[name] && !headers.get(name));
    if (missing.length > 0) return `lacks the header ${missing.join(", ")}`;
    const documented = Object.keys(response.content ?? {});
    if (documented.length === 0) return body === undefined ? null : "has a body though none is documented";
    const media = headers.get("content-type")?.split(";")[0];
    if (!documented.some((one) => covers(one, media))) return `is ${media}, not ${documented.join(" or ")}`;
    return method !== "HEAD" && /[+/]json$/.test(media!)
      ? bodyDrift(route, answer, pointer(...at, "content", media!, "schema"))
      : null;
  }

  return (method, path, answer) => {
    const found = drift(method, path, answer);
    return found && `The answer ${answer.status} to ${method} ${path} ${found}: ${JSON.stringify(answer.body)}`;
  };
}
