import type { CallAction, CallDetail } from "@callflex/contracts/api/calls";
import type { TestCall } from "@callflex/contracts/api/test-calls";
import { Link } from "@remix-run/react";
import { useOpenConversation } from "~/components/test-calls/talk-here.tsx";
import { TestCallButton } from "~/components/test-calls/test-call-button.tsx";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { useSession } from "~/lib/use-session.ts";

/** What came of a test call, and how to go on. */
export function Outcome(props: { testCall: TestCall; call: CallDetail | null; actions: CallAction[] }) {
  const { testCall, call, actions } = props;
  const failed = testCall.state === "failed";
  const noted = actions.filter(({ status, type }) => status === "succeeded" && type !== "transferCall").length;
  return (
    <section className="card p-4 sm:p-5" aria-labelledby="outcome">
      <h2 id="outcome" className="text-[15px] font-semibold">
        {failed ? "The call reached nobody" : "The conversation has ended"}
      </h2>
      <p className="mt-1 text-ink-2" role="status">
        {failed ? testCall.lastError : summaryOf(call, noted)}
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Again testCall={testCall} />
        {call && !failed && (
          <Link to={`/calls/${call.id}`} className={buttonClass({ variant: "outline" })}>
            See it as a call
          </Link>
        )}
        {noted > 0 && (
          <Link to="/inbox" className={buttonClass({ variant: "outline" })}>
            Open the inbox
          </Link>
        )}
      </div>
    </section>
  );
}

function summaryOf(call: CallDetail | null, noted: number): string {
  const what = call?.summary ?? "Transcript, recording and summary stand on the call’s page in a moment.";
  return noted === 0 ? what : `${what} ${noted === 1 ? "One note is" : `${noted} notes are`} in the inbox.`;
}

function Again({ testCall }: { testCall: TestCall }) {
  const { organization } = useSession();
  const open = useOpenConversation();
  if (testCall.kind === "call_me") {
    return (
      <TestCallButton variant="primary" assistantId={testCall.assistant.id} phoneNumberId={testCall.phoneNumber?.id}>
        Try again
      </TestCallButton>
    );
  }
  if (!organization.permissions.includes("assistants.update")) return null;
  return (
    <Button disabled={open.busy} onClick={() => open.start(testCall.assistant.id)}>
      {open.busy ? "Opening…" : "Talk again"}
    </Button>
  );
}
