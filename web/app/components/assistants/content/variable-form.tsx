import { templateVariable, type TemplateVariable } from "@callflex/contracts/template";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "~/components/ui/button.tsx";
import { INPUT_CLASS, TEXTAREA_CLASS } from "~/components/ui/field.tsx";
import { variableKey } from "./variable-key.ts";
import { VARIABLE_TYPE_WORDS, VARIABLE_TYPES, type VariableType } from "./variable-types.ts";

/** Asks for a variable: what it is called, what kind of answer it takes, and whether it needs one. */
export function VariableForm(props: {
  variable: TemplateVariable | null;
  taken: ReadonlySet<string>;
  onSave: (variable: TemplateVariable) => void;
}) {
  const { variable, taken, onSave } = props;
  const [label, setLabel] = useState(variable?.label ?? "");
  const [type, setType] = useState<VariableType>(variable?.type ?? "text");
  const [options, setOptions] = useState(variable && "options" in variable ? variable.options.join("\n") : "");
  const [required, setRequired] = useState(variable?.required ?? true);
  const [problem, setProblem] = useState<string | null>(null);
  const chosen = type === "select" || type === "multiselect";
  const key = variable?.key ?? variableKey(label, taken);
  const save = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const lines = options.split("\n").flatMap((line) => line.trim() || []);
    const made = { ...variable, key, label: label.trim(), required, type, ...(chosen && { options: lines }) };
    const checked = templateVariable.safeParse(made);
    if (checked.success) onSave(checked.data);
    else setProblem(chosen && lines.length < 2 ? "Name two choices or more, one a line." : "Say what is asked for.");
  };
  return (
    <form onSubmit={save} className="space-y-4">
      <Labelled label="What is it?">
        {(id) => (
          <input
            id={id}
            value={label}
            onChange={({ target }) => setLabel(target.value)}
            maxLength={60}
            autoComplete="off"
            placeholder="Fee for a visit"
            className={INPUT_CLASS}
          />
        )}
      </Labelled>
      <p className="-mt-2 text-[13px] text-muted">Write it as {`{{${key}}}`} in your texts.</p>
      <Labelled label="Kind of answer">
        {(id) => (
          <select
            id={id}
            value={type}
            disabled={variable !== null}
            onChange={({ target }) => setType(target.value as VariableType)}
            className={INPUT_CLASS}
          >
            {VARIABLE_TYPES.map((one) => (
              <option key={one} value={one}>
                {VARIABLE_TYPE_WORDS[one]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {chosen && (
        <Labelled label="Choices, one a line">
          {(id) => (
            <textarea
              id={id}
              value={options}
              onChange={({ target }) => setOptions(target.value)}
              rows={4}
              className={TEXTAREA_CLASS}
            />
          )}
        </Labelled>
      )}
      <label className="flex items-center gap-2.5 text-[13px]">
        <input
          type="checkbox"
          checked={required}
          onChange={({ target }) => setRequired(target.checked)}
          className="size-4 accent-brand"
        />
        It needs an answer before the assistant takes calls
      </label>
      <p role="alert" className="text-[13px] text-coral-on-soft empty:hidden">
        {problem}
      </p>
      <div className="flex justify-end">
        <Button type="submit">{variable ? "Change it" : "Add it"}</Button>
      </div>
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-[13px] font-medium">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
