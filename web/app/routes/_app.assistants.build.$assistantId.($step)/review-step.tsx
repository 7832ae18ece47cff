import type { AssistantCheck, AssistantDetail } from "@callflex/contracts/api/assistants";
import { Link } from "@remix-run/react";
import { CheckReport } from "~/components/assistants/review/check-report.tsx";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { useChange } from "~/lib/use-change.ts";
import { stepOf, stepPath } from "./steps.ts";

/** What was found in the draft, and the button by which it goes live. */
export function ReviewStep({ assistant, check }: { assistant: AssistantDetail; check: AssistantCheck }) {
  const { busy, send } = useChange("activate");
  const blocked = check.faults.length > 0;
  return (
    <div className="max-w-4xl space-y-4">
      <CheckReport check={check} assistantId={assistant.id} version={assistant.version} />
      <div className="flex flex-wrap items-center gap-2">
        <Link to={stepPath(assistant.id, stepOf("voice")!)} className={buttonClass({ variant: "outline" })}>
          Back
        </Link>
        <Button disabled={blocked || busy} onClick={() => send()}>
          {busy ? "Activating…" : "Activate"}
        </Button>
        <Link to={`/assistants/${assistant.id}`} className={buttonClass({ variant: "ghost" })}>
          Leave it as a draft
        </Link>
        {blocked && <p className="text-[13px] text-muted">Correct what is marked first.</p>}
      </div>
    </div>
  );
}
