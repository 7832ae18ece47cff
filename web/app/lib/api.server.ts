import { data, redirect } from "@remix-run/node";
import type { AppLoadContext } from "@remix-run/node";
import {
  requestOf,
  type AnswerOf,
  type InputArgument,
  type InputOf,
  type OperationKey,
} from "@callflex/api-client/operations";
import { problem, type Problem } from "@callflex/contracts/common";
import type { z } from "zod";
import { signInPath } from "./safe-next.ts";

/** The two things of a loader's or action's arguments that a call of the API needs. */
export interface RequestScope {
  request: Request;
  context: AppLoadContext;
}

/** The API said no, in its own words. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly problem: Problem;

  constructor(given: Problem) {
    super(`${given.status} ${given.title}${given.detail ? `: ${given.detail}` : ""}`);
    this.problem = given;
  }
}

/**
 * Calls the API as the visitor: session cookie, origin, address and browser go along, and the cookies that it sets (a new session, or
 * the same one prolonged) come back to the browser. It sets them for the host that asks, so they become ours.
 *
 * @param operation method and path as the API's document has them, `GET /calls/{id}`
 * @param input what the document says that it takes: `path`, `query`, `header`, `body`
 * @returns the answer, whatever its status
 * @throws {ApiProblem} with status 503 when the API can't be reached
 */
export async function callApi<K extends OperationKey>(
  { request, context }: RequestScope,
  operation: K,
  ...[input]: InputArgument<InputOf<K>>
): Promise<Response> {
  const { url, method, body, headers: own } = requestOf(context.apiUrl, operation, input);
  const headers = new Headers({ accept: "application/json", "x-request-id": context.requestId, ...own });
  const cookie = request.headers.get("cookie");
  if (cookie) headers.set("cookie", cookie);
  headers.set("origin", context.publicUrl);
  // Sessions are told apart by it.
  headers.set("user-agent", request.headers.get("user-agent") ?? "");
  if (context.clientAddress) headers.set("x-forwarded-for", context.clientAddress);
  try {
    const response = await fetch(url, { method, headers, body, signal: request.signal });
    for (const cookie of response.headers.getSetCookie()) context.setCookie(cookie);
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    context.logError(error);
    throw new ApiProblem({
      type: "about:blank",
      title: "The service is not reachable",
      status: 503,
      requestId: context.requestId,
    });
  }
}

/**
 * Calls the API for something that must succeed.
 *
 * @returns the answer, whose status is 2xx
 * @throws {ApiProblem} for every status but 2xx and 401
 * @throws {Response} a redirect to the sign-in page when the session is over
 */
export async function changeApi<K extends OperationKey>(
  scope: RequestScope,
  operation: K,
  ...input: InputArgument<InputOf<K>>
): Promise<Response> {
  const response = await callApi(scope, operation, ...input);
  if (response.status === 401) throw redirect(signInPath(scope.request));
  if (!response.ok) throw await readProblem(response, scope.context.requestId);
  return response;
}

/**
 * Calls the API and reads its answer by the contract; throws what {@link changeApi} throws.
 *
 * @param shape of the answer; one of another operation is an error of the compiler
 */
export async function readApi<K extends OperationKey, S extends z.ZodType<AnswerOf<K>>>(
  scope: RequestScope,
  operation: K,
  shape: S,
  ...input: InputArgument<InputOf<K>>
): Promise<z.output<S>> {
  const response = await changeApi(scope, operation, ...input);
  return shape.parse(await response.json());
}

/**
 * Like {@link readApi} for loaders: what goes wrong becomes the page's error face, with the API's status and words.
 */
export async function loadApi<K extends OperationKey, S extends z.ZodType<AnswerOf<K>>>(
  scope: RequestScope,
  operation: K,
  shape: S,
  ...input: InputArgument<InputOf<K>>
): Promise<z.output<S>> {
  try {
    return await readApi(scope, operation, shape, ...input);
  } catch (error) {
    if (error instanceof Response || scope.request.signal.aborted) throw error;
    if (error instanceof ApiProblem) throw data(error.problem, { status: error.problem.status });
    // Remix hides what broke; the reference leads from the page to the line in the log.
    scope.context.logError(error);
    throw data({ title: "Unexpected answer", requestId: scope.context.requestId }, { status: 500 });
  }
}

/**
 * Reads the API's problem details; an answer that is none (a proxy's error page) becomes one.
 *
 * @param requestId shown to the visitor if the answer carries none
 */
export async function readProblem(response: Response, requestId: string): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = problem.safeParse(body);
  if (parsed.success) return new ApiProblem(parsed.data);
  return new ApiProblem({
    type: "about:blank",
    title: response.statusText || "The service answered with an error",
    status: response.status,
    requestId,
  });
}
