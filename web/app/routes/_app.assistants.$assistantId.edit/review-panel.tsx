import type { AssistantCheck, AssistantDetail } from "@callflex/contracts/api/assistants";
import { useEffect, useRef } from "react";
import { CheckReport } from "~/components/assistants/review/check-report.tsx";
import { Button } from "~/components/ui/button.tsx";

/** The changes before they go live, and the button that publishes them. Stands inside the form that holds them. */
export function ReviewPanel(props: {
  check: AssistantCheck;
  assistant: AssistantDetail;
  busy: boolean;
  onBack: () => void;
}) {
  const { check, assistant, busy, onBack } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const blocked = check.faults.length > 0;
  // What was looked at before is hidden now: the reader goes on here.
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <div className="max-w-4xl space-y-4">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        Review your changes
      </h2>
      <CheckReport check={check} assistantId={assistant.id} version={assistant.version} />
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="outline" onClick={onBack} disabled={busy}>
          Back to editing
        </Button>
        <Button type="submit" name="_do" value="publish" disabled={busy || blocked}>
          {busy ? "Publishing…" : "Publish"}
        </Button>
        <p className="text-[13px] text-muted">
          {blocked
            ? "Correct what is marked first."
            : assistant.status === "paused"
              ? "It is paused: callers hear it once you activate it."
              : "Calls that begin from now on hear it; running ones end as they began."}
        </p>
      </div>
    </div>
  );
}
