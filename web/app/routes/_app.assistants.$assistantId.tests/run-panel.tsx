import type { TestRun, TestRunSummary } from "@callflex/contracts/api/assistant-tests";
import type { TestRunState } from "@callflex/contracts/assistant-test";
import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { Play } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { When } from "~/components/ui/when.tsx";
import { useAssistant } from "~/lib/use-assistant.ts";
import { useChange } from "~/lib/use-change.ts";

const STATES: Record<TestRunState, { tone: "good" | "wait" | "bad"; label: string }> = {
  running: { tone: "wait", label: "Running" },
  passed: { tone: "good", label: "Passed" },
  failed: { tone: "bad", label: "Failed" },
  broken: { tone: "bad", label: "Not finished" },
};

/** The run that is shown, the button for another one, and the runs before. */
export function RunPanel(props: {
  run: TestRun | null;
  runs: readonly TestRunSummary[];
  tests: number;
  now: number;
  mayChange: boolean;
}) {
  const { run, runs, tests, now, mayChange } = props;
  const start = useChange("run-tests");
  const running = runs[0]?.state === "running" || start.busy;
  return (
    <Section
      title="Runs"
      aside={
        mayChange &&
        tests > 0 && (
          <Button size="sm" disabled={running} onClick={() => start.send()}>
            <Play className="size-4" aria-hidden />
            {running ? "Running…" : "Run now"}
          </Button>
        )
      }
    >
      {run ? <Shown run={run} tests={tests} /> : <p className="text-[13px] text-muted">The tests did not run yet.</p>}
      {runs.length > 0 && (
        <ul aria-label="Latest runs" className="-mx-4 mt-4 -mb-4 divide-y border-t sm:-mx-6 sm:-mb-6">
          {runs.map((one) => (
            <li key={one.id}>
              <Link
                to={`?run=${one.id}`}
                preventScrollReset
                aria-current={one.id === run?.id ? "true" : undefined}
                className={clsx(
                  "flex flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2.5 text-[13px] hover:bg-sunken sm:px-6",
                  one.id === run?.id && "bg-sunken",
                )}
              >
                <Tag tone={STATES[one.state].tone}>{STATES[one.state].label}</Tag>
                <span className="num text-ink-2">
                  {one.passedTests} of {one.finishedTests}
                </span>
                <span className="ml-auto text-muted">
                  <When at={one.createdAt} now={now} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const SIMULATED = "A stand-in answered in place of the language model. What it says tells nothing about the real one.";

function Shown({ run, tests }: { run: TestRun; tests: number }) {
  const { assistant } = useAssistant();
  const { state, simulated, finishedTests, passedTests, assistantVersion, requestedBy, lastError } = run;
  const progress =
    state === "running" ? `${finishedTests} of ${tests} done` : `${passedTests} of ${finishedTests} passed`;
  return (
    <div className="space-y-2 text-[13px]" role="status">
      <p className="flex flex-wrap items-center gap-2">
        <Tag tone={STATES[state].tone}>{STATES[state].label}</Tag>
        {simulated && <Tag>Simulated</Tag>}
        <span className="num font-medium">{progress}</span>
      </p>
      {state === "broken" && <p className="text-coral-on-soft">{lastError}</p>}
      <p className="text-muted">
        Version {assistantVersion}
        {assistantVersion < assistant.version && `, the newest is ${assistant.version}`}
        {requestedBy && `; asked for by ${requestedBy}`}.
      </p>
      {simulated && <p className="text-muted">{SIMULATED}</p>}
    </div>
  );
}
