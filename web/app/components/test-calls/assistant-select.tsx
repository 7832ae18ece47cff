import { useId } from "react";
import { INPUT_CLASS } from "~/components/ui/field.tsx";
import type { TestChoices } from "./test-choices.ts";

/** Which assistant is tried; without a choice its name alone. */
export function AssistantSelect(props: {
  assistants: TestChoices["assistants"];
  value: string;
  onChange: (id: string) => void;
}) {
  const id = useId();
  const { assistants, value, onChange } = props;
  if (assistants.length === 1) {
    return (
      <p className="text-[13px] text-ink-2">
        You talk to <span className="font-medium text-ink">{assistants[0]?.name}</span>.
      </p>
    );
  }
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-[13px] font-medium">
        Assistant
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)} className={INPUT_CLASS}>
        {assistants.map((assistant) => (
          <option key={assistant.id} value={assistant.id}>
            {assistant.name}
          </option>
        ))}
      </select>
    </div>
  );
}
