import "~/lib/zod-without-eval.ts";
import { routeExplanation } from "@callflex/contracts/api/number-routing";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { Explanation } from "./explanation.tsx";
import { QuestionForm } from "./question-form.tsx";
import { examples, questionOf, readQuestion } from "./question.ts";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.read");
  const now = new Date();
  const question = questionOf(new URL(scope.request.url).searchParams);
  const read = readQuestion(question, organization.timezone, now);
  const path = { id: scope.params.numberId ?? "" };
  const explanation =
    "at" in read
      ? await loadApi(scope, "POST /phone-numbers/{id}/explain", routeExplanation, { path, body: read })
      : null;
  return {
    question,
    problem: "problem" in read ? read.problem : null,
    explanation,
    caller: "at" in read ? read.caller : null,
    examples: examples(now, organization.timezone),
  };
}

/** What happens when somebody calls at a moment, told by the code that decides about the calls that come in. */
export default function ExplainRoute() {
  const { question, problem, explanation, caller, examples: offered } = useLoaderData<typeof loader>();
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[340px_minmax(0,1fr)]">
      <div className="min-w-0 space-y-4">
        <Section title="What happens if…" lead="Choose who calls and when. Nobody is called.">
          <QuestionForm key={JSON.stringify(question)} question={question} problem={problem} />
          <h3 className="mt-6 text-[13px] font-medium">Examples</h3>
          <ul className="mt-2 flex flex-wrap gap-2">
            {offered.map(({ label, search }) => (
              <li key={label}>
                <Link
                  to={search}
                  preventScrollReset
                  className="inline-flex h-8 items-center rounded-full border border-line-strong/80 px-3 text-[13px] hover:bg-sunken"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      {explanation && <Explanation explanation={explanation} caller={caller} />}
    </div>
  );
}
