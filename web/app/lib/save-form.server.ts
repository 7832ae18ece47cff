import { parseForm } from "./parse-form.ts";
import type { z } from "zod";
import { ApiProblem, changeApi, type ApiInit, type RequestScope } from "./api.server.ts";
import type { FormAnswer } from "./form-answer.ts";
import { fieldErrors } from "./form-problem.ts";
import { formText } from "./form-text.ts";
import { problemWords } from "./problem-words.ts";

/** Where a change goes and what is said once it is made. */
export interface Change<Answer extends z.ZodType = z.ZodType> {
  method: "POST" | "PATCH" | "DELETE";
  /** Below /api/v1. */
  path: string;
  headers?: Record<string, string>;
  /** Told after success. */
  notice?: string;
  /** Reads the API's answer, where the page shows something of it. */
  answer?: Answer;
}

/** A change that sends a form's content. */
export interface FormChange<S extends z.ZodType, Answer extends z.ZodType> extends Change<Answer> {
  schema: S;
  /** Made from the form's content; the content itself if left out. */
  body?: (value: z.output<S>) => unknown;
  /** Fields that never come back to the browser. */
  hide?: string[];
}

/**
 * Reads a form by its schema and hands it to the API. A field `_version` is sent as If-Match (`_overwrite`
 * in its place when somebody chose to), `_key` as Idempotency-Key.
 *
 * @param form its content, as posted
 * @throws {Response} a redirect to the sign-in page when the session is over
 */
export async function saveForm<S extends z.ZodType, Answer extends z.ZodType>(
  scope: RequestScope,
  form: FormData,
  change: FormChange<S, Answer>,
): Promise<FormAnswer<z.output<Answer>>> {
  const submission = parseForm(form, change.schema);
  const hideFields = change.hide as never[] | undefined;
  if (submission.status !== "success") return answerWith({ result: submission.reply({ hideFields }) });
  const body = change.body ? change.body(submission.value) : submission.value;
  try {
    const value = await send(scope, change, { body, headers: { ...conditionsOf(form), ...change.headers } });
    // A form with a version is filled anew by the next one; any other is emptied.
    const result = form.has("_version") ? null : submission.reply({ resetForm: true });
    return answerWith({ ok: true, result, notice: change.notice ?? null, value });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.problem.status === 412) return answerWith({ conflict: true });
    return answerWith({ result: submission.reply({ fieldErrors: errorsOf(error), hideFields }) });
  }
}

/** Makes a change that has no form: a refusal is told in a notice. */
export async function makeChange<Answer extends z.ZodType>(
  scope: RequestScope,
  change: Change<Answer> & { body?: unknown },
): Promise<FormAnswer<z.output<Answer>>> {
  try {
    const value = await send(scope, change, { body: change.body, headers: change.headers });
    return answerWith({ ok: true, notice: change.notice ?? null, value });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return answerWith({ notice: problemWords(error.problem) });
  }
}

async function send<Answer extends z.ZodType>(
  scope: RequestScope,
  { method, path, answer }: Change<Answer>,
  init: ApiInit,
): Promise<z.output<Answer> | null> {
  const response = await changeApi(scope, path, { method, ...init });
  return answer ? answer.parse(await response.json()) : null;
}

function conditionsOf(form: FormData): Record<string, string> {
  const version = formText(form, "_overwrite") || formText(form, "_version");
  const key = formText(form, "_key");
  return { ...(version && { "if-match": `"${version}"` }), ...(key && { "idempotency-key": key }) };
}

function errorsOf({ problem }: ApiProblem): Record<string, string[]> {
  if (problem.status === 429 || problem.status >= 500) return { "": [problemWords(problem)] };
  return fieldErrors(problem);
}

function answerWith<T>(answer: Partial<FormAnswer<T>>): FormAnswer<T> {
  return { ok: false, at: Date.now(), result: null, notice: null, conflict: false, value: null, ...answer };
}
