import { data } from "@remix-run/node";
import type { BodyOf, InputArgument, InputOf, OperationBy } from "@callflex/api-client/operations";
import type { z } from "zod";
import { ApiProblem, callApi, readProblem, type RequestScope } from "./api.server.ts";
import { fieldErrors } from "./form-problem.ts";
import { parseForm } from "./parse-form.ts";
import { isPassing, problemWords } from "./problem-words.ts";

/** Fields whose content never comes back to the browser. */
const SECRETS = ["password", "code", "recoveryCode", "token"];

/**
 * Sends a form of somebody who is not signed in yet. Works without JavaScript: a refusal is answered with the page.
 *
 * @param options.operation takes what the schema reads
 * @param options.explain words for a refusal, where the API's own don't fit the page
 * @param options.done makes the answer to success
 */
export async function sendAuthForm<K extends OperationBy<"POST">, S extends z.ZodType<BodyOf<K>>, T>(
  scope: RequestScope,
  options: {
    schema: S;
    operation: K;
    form: FormData;
    explain?: (problem: ApiProblem["problem"]) => string | undefined;
    done: (response: Response, value: z.output<S>) => T | Promise<T>;
  },
) {
  const submission = parseForm(options.form, options.schema);
  const refuse = (status: number, errors?: Record<string, string[]>) =>
    data(submission.reply({ fieldErrors: errors, hideFields: SECRETS as never[] }), { status });
  if (submission.status !== "success") return refuse(400);
  try {
    const response = await callApi(
      scope,
      options.operation,
      ...([{ body: submission.value }] as unknown as InputArgument<InputOf<K>>),
    );
    if (!response.ok) throw await readProblem(response, scope.context.requestId);
    return await options.done(response, submission.value);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { problem } = error;
    const explained = options.explain?.(problem);
    if (explained) return refuse(problem.status, { "": [explained] });
    return refuse(problem.status, isPassing(problem) ? { "": [problemWords(problem)] } : fieldErrors(problem));
  }
}
