import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { useState } from "react";
import { assistantOptions, type AssistantChoice } from "~/components/numbers/assistant-options.ts";
import { numberTitle, unansweredWords } from "~/lib/numbers/number-words.ts";
import { useChange } from "~/lib/use-change.ts";

/** Who answers a number, changed at once. */
export function AssignSelect({ number, assistants }: { number: PhoneNumber; assistants: AssistantChoice[] }) {
  const assign = useChange("assign", { key: number.id });
  // Shown while it is under way, before the number itself says so.
  const [chosen, choose] = useState("");
  return (
    <div className="relative">
      <label className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="text-xs text-muted">
          Answered by<span className="sr-only">, for {numberTitle(number)}</span>
        </span>
        <select
          value={assign.busy ? chosen : (number.assistant?.id ?? "")}
          disabled={assign.busy}
          onChange={({ target }) => {
            choose(target.value);
            assign.send({ phoneNumberId: number.id, version: String(number.version), assistantId: target.value });
          }}
          className="h-8 max-w-full rounded-[10px] border border-line-strong/80 bg-surface px-2 text-[13px]"
        >
          {assistantOptions(assistants, number.assistant).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {!number.assistant && <p className="mt-1 text-xs text-muted">{unansweredWords(number)}</p>}
    </div>
  );
}
