import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { formatPhone } from "~/lib/format.ts";
import { useChange } from "~/lib/use-change.ts";

/** Asks before an assistant is deleted, and says what becomes of its numbers. */
export function DeleteDialog(props: { assistant: AssistantDetail; open: boolean; onClose: () => void }) {
  const { assistant, open, onClose } = props;
  const { id, name, phoneNumbers, ruleNumbers, version } = assistant;
  const { busy, send } = useChange("delete-assistant", { action: `/assistants/${id}` });
  const answers = phoneNumbers.length > 0;
  const byRule = ruleNumbers.length > 0;
  return (
    <Dialog open={open} onClose={onClose} title={`Delete ${name}?`}>
      <div className="space-y-3 text-muted">
        {answers && (
          <>
            <p>It answers {phoneNumbers.length === 1 ? "this number" : "these numbers"} today:</p>
            <Numbers numbers={phoneNumbers} />
            <p>
              Nobody answers there then: callers are forwarded to the fallback number until you give{" "}
              {phoneNumbers.length === 1 ? "it" : "them"} another assistant.
            </p>
          </>
        )}
        {byRule && (
          <>
            <p>
              A rule of {ruleNumbers.length === 1 ? "this number" : "these numbers"} gives it {answers && "more "}calls:
            </p>
            <Numbers numbers={ruleNumbers} />
            <p>The number’s own assistant takes these calls then, or the fallback number where it has none.</p>
          </>
        )}
        {!answers && !byRule && <p>It answers no number, so no caller will notice.</p>}
        <p>Its calls, recordings and messages stay. The assistant itself can’t be brought back.</p>
      </div>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button variant="outline" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="danger"
          disabled={busy}
          onClick={() => {
            send({ version: String(version), unassign: String(answers || byRule) });
            onClose();
          }}
        >
          {answers || byRule ? "Delete and leave the numbers without it" : "Delete"}
        </Button>
      </div>
    </Dialog>
  );
}

function Numbers({ numbers }: { numbers: AssistantDetail["phoneNumbers"] }) {
  return (
    <ul className="num space-y-1 rounded-[10px] bg-sunken px-3 py-2 text-ink">
      {numbers.map((number) => (
        <li key={number.id}>
          {formatPhone(number.e164)}
          {number.label && <span className="text-muted"> · {number.label}</span>}
        </li>
      ))}
    </ul>
  );
}
