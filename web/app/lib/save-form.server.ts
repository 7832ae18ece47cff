import type { AnswerOf, BodyOf, InputArgument, InputOf, OperationBy, PlacesOf } from "@callflex/api-client/operations";
import { parseForm } from "./parse-form.ts";
import type { z } from "zod";
import { ApiProblem, changeApi, type RequestScope } from "./api.server.ts";
import type { FormAnswer } from "./form-answer.ts";
import { fieldErrors } from "./form-problem.ts";
import { formText } from "./form-text.ts";
import { isPassing, problemWords } from "./problem-words.ts";

/** An operation that changes something. */
type ChangeKey = OperationBy<"POST" | "PUT" | "PATCH" | "DELETE">;

/** What a page gives to a change beside the form: parameters of its address, headers. */
type Beside<K extends ChangeKey> =
  Record<never, never> extends PlacesOf<K> ? { input?: PlacesOf<K> } : { input: PlacesOf<K> };

/** Where a change goes and what is said once it is made. */
export type Change<K extends ChangeKey, Answer extends z.ZodType<AnswerOf<K>>> = Beside<K> & {
  operation: K;
  /** Told after success. */
  notice?: string;
  /** Reads the API's answer, where the page shows something of it. */
  answer?: Answer;
};

/** The body of a change: the form's content, or what is made from it. */
type FormBody<K extends ChangeKey, S extends z.ZodType> =
  z.output<S> extends BodyOf<K>
    ? { body?: (value: z.output<S>) => BodyOf<K> }
    : { body: (value: z.output<S>) => BodyOf<K> };

/** A change that sends a form's content. */
export type FormChange<K extends ChangeKey, S extends z.ZodType, Answer extends z.ZodType<AnswerOf<K>>> = Change<
  K,
  Answer
> &
  FormBody<K, S> & {
    schema: S;
    /** Fields that never come back to the browser. */
    hide?: string[];
    /** Names of the fields that the form shows; what is wrong with others is told for the form as a whole. */
    shows?: RegExp;
  };

/**
 * Reads a form by its schema and hands it to the API. A field `_version` is sent as If-Match (`_overwrite`
 * in its place when somebody chose to), `_key` as Idempotency-Key.
 *
 * @param form its content, as posted
 * @throws {Response} a redirect to the sign-in page when the session is over
 */
export async function saveForm<K extends ChangeKey, S extends z.ZodType, Answer extends z.ZodType<AnswerOf<K>>>(
  scope: RequestScope,
  form: FormData,
  change: FormChange<K, S, Answer>,
): Promise<FormAnswer<z.output<Answer>>> {
  const submission = parseForm(form, change.schema);
  const hideFields = change.hide as never[] | undefined;
  if (submission.status !== "success") return answerWith({ result: submission.reply({ hideFields }) });
  const body = change.body ? change.body(submission.value) : submission.value;
  try {
    const value = await send(scope, change, { body, header: conditionsOf(form) });
    // A form with a version is filled anew by the next one; any other is emptied.
    const result = form.has("_version") ? null : submission.reply({ resetForm: true });
    return answerWith({ ok: true, result, notice: change.notice ?? null, value });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.problem.status === 412) return answerWith({ conflict: true });
    return answerWith({
      unreachable: isPassing(error.problem),
      result: submission.reply({ fieldErrors: shownErrors(errorsOf(error), change.shows), hideFields }),
    });
  }
}

/** Makes a change that has no form: a refusal is told in a notice. */
export async function makeChange<K extends ChangeKey, Answer extends z.ZodType<AnswerOf<K>>>(
  scope: RequestScope,
  change: Change<K, Answer> & ([BodyOf<K>] extends [never] ? unknown : { body: BodyOf<K> }),
): Promise<FormAnswer<z.output<Answer>>> {
  try {
    const { body } = change as { body?: unknown };
    const value = await send(scope, change, { body, header: {} });
    return answerWith({ ok: true, notice: change.notice ?? null, value });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return answerWith({ unreachable: isPassing(error.problem), notice: problemWords(error.problem) });
  }
}

async function send<K extends ChangeKey, Answer extends z.ZodType<AnswerOf<K>>>(
  scope: RequestScope,
  { operation, input, answer }: Change<K, Answer>,
  { body, header }: { body: unknown; header: Record<string, string> },
): Promise<z.output<Answer> | null> {
  const given = (input ?? {}) as { header?: Record<string, string> };
  // Its parts were checked where they came from; put together they are the operation's input.
  const whole = { ...given, header: { ...header, ...given.header }, body } as unknown as InputOf<K>;
  const response = await changeApi(scope, operation, ...([whole] as unknown as InputArgument<InputOf<K>>));
  return answer ? answer.parse(await response.json()) : null;
}

function conditionsOf(form: FormData): Record<string, string> {
  const version = formText(form, "_overwrite") || formText(form, "_version");
  const key = formText(form, "_key");
  return { ...(version && { "If-Match": `"${version}"` }), ...(key && { "Idempotency-Key": key }) };
}

function shownErrors(errors: Record<string, string[]>, shows: RegExp | undefined): Record<string, string[]> {
  if (!shows) return errors;
  const shown = Object.entries(errors).filter(([name]) => shows.test(name));
  const others = Object.entries(errors).flatMap(([name, messages]) => (shows.test(name) ? [] : messages));
  return { ...Object.fromEntries(shown), ...(others.length > 0 && { "": others }) };
}

function errorsOf({ problem }: ApiProblem): Record<string, string[]> {
  return isPassing(problem) ? { "": [problemWords(problem)] } : fieldErrors(problem);
}

function answerWith<T>(answer: Partial<FormAnswer<T>>): FormAnswer<T> {
  const nothing = { result: null, notice: null, conflict: false, unreachable: false, value: null };
  return { ok: false, at: Date.now(), ...nothing, ...answer };
}
