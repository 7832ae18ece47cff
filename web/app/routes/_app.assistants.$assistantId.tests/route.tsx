import "~/lib/zod-without-eval.ts";
import { assistantTestList, testRun, testRunList } from "@callflex/contracts/api/assistant-tests";
import { id as idShape } from "@callflex/contracts/common";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FlaskConical } from "lucide-react";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useAssistant } from "~/lib/use-assistant.ts";
import { AddTest } from "./add-test.tsx";
import { RunPanel } from "./run-panel.tsx";
import { TestRow } from "./test-row.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

const RUNS_SHOWN = 8;

export async function loader(scope: LoaderFunctionArgs) {
  const path = { id: scope.params.assistantId ?? "" };
  const chosen = idShape.safeParse(new URL(scope.request.url).searchParams.get("run")).data;
  const [tests, runs] = await Promise.all([
    loadApi(scope, "GET /assistants/{id}/tests", assistantTestList, { path, query: { limit: 100 } }),
    loadApi(scope, "GET /assistants/{id}/test-runs", testRunList, { path, query: { limit: RUNS_SHOWN } }),
  ]);
  const runId = chosen ?? runs.data[0]?.id;
  const run = runId
    ? await loadApi(scope, "GET /assistants/{id}/test-runs/{runId}", testRun, { path: { ...path, runId } })
    : null;
  return { tests: tests.data, runs: runs.data, run, now: Date.now() };
}

const LEAD = "Scripted callers, and what must come of their calls. Nothing that they ask for is carried out.";

export default function Tests() {
  const { tests, runs, run, now } = useLoaderData<typeof loader>();
  const { mayChange } = useAssistant();
  const results = new Map(run?.results.map((result) => [result.testId, result]));
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
      <div className="order-2 min-w-0 lg:order-1">
        <Section title="Tests" lead={LEAD} aside={mayChange && <AddTest />}>
          {tests.length > 0 ? (
            <ul aria-label="Tests" className="-mx-4 -mb-4 divide-y border-t sm:-mx-6 sm:-mb-6">
              {tests.map((test) => (
                <TestRow
                  key={test.id}
                  test={test}
                  result={results.get(test.id) ?? null}
                  running={run?.state === "running"}
                  mayChange={mayChange}
                />
              ))}
            </ul>
          ) : (
            <EmptyState icon={FlaskConical} title="No tests yet">
              A test is a caller with a few lines, and what the assistant must do or say.
            </EmptyState>
          )}
        </Section>
      </div>
      <div className="order-1 lg:sticky lg:top-4 lg:order-2">
        <RunPanel run={run} runs={runs} tests={tests.length} now={now} mayChange={mayChange} />
      </div>
    </div>
  );
}
