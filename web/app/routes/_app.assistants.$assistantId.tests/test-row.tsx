import type { AssistantTest } from "@callflex/contracts/api/assistant-tests";
import type { TestResult } from "@callflex/contracts/assistant-test";
import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { useChange } from "~/lib/use-change.ts";
import { expectationWords } from "./expectation-words.ts";
import { TestChecks } from "./test-checks.tsx";
import { TestConversation } from "./test-conversation.tsx";
import { EditTest } from "./test-editor.tsx";

/** A test with what the shown run found. */
export function TestRow(props: {
  test: AssistantTest;
  result: TestResult | null;
  running: boolean;
  mayChange: boolean;
}) {
  const { test, result, running, mayChange } = props;
  return (
    <li className="flex gap-3 px-4 py-4 sm:px-6">
      <Mark result={result} running={running} />
      <div className="min-w-0 flex-1">
        <h3 className="font-medium break-words">{test.name}</h3>
        {result ? (
          <TestChecks checks={result.checks} />
        ) : (
          <ul className="mt-1.5 space-y-0.5 text-[13px] text-muted">
            {test.expectations.map((one, index) => (
              <li key={index} className="break-words">
                {expectationWords(one)}
              </li>
            ))}
          </ul>
        )}
        {result && result.conversation.length > 0 && (
          <details className="group mt-3 text-[13px]" open={!result.passed}>
            <summary className="w-fit cursor-pointer rounded font-medium text-brand-on-soft">Conversation</summary>
            <TestConversation turns={result.conversation} />
          </details>
        )}
        {mayChange && <TestButtons test={test} />}
      </div>
    </li>
  );
}

function Mark({ result, running }: { result: TestResult | null; running: boolean }) {
  const [Icon, look, words] = result
    ? result.passed
      ? [CircleCheck, "text-brand-on-soft", "Passed"]
      : [CircleX, "text-coral-on-soft", "Failed"]
    : [
        CircleDashed,
        running ? "animate-spin text-amber-on-soft motion-reduce:animate-none" : "text-muted",
        running ? "Waits" : "Not run",
      ];
  return (
    <span className="mt-0.5 shrink-0">
      <Icon className={`size-5 ${look}`} aria-hidden />
      <span className="sr-only">{words}</span>
    </span>
  );
}

function TestButtons({ test }: { test: AssistantTest }) {
  const [editing, setEditing] = useState(false);
  const deletion = useChange("delete-test", { key: test.id });
  const close = () => setEditing(false);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button size="sm" variant="outline" onClick={() => setEditing(true)}>
        Edit<span className="sr-only"> {test.name}</span>
      </Button>
      <ConfirmButton
        label="Delete"
        name={test.name}
        title="Delete this test?"
        confirm="Delete it"
        busy={deletion.busy}
        onConfirm={() => deletion.send({ _test: test.id })}
      >
        “{test.name}” isn't run any more. Runs that are over keep what they found.
      </ConfirmButton>
      <Dialog open={editing} onClose={close} title="Edit the test" place="side">
        <EditTest test={test} onDone={close} />
      </Dialog>
    </div>
  );
}
