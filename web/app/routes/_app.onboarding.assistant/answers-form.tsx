import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import type { VariableValues } from "@callflex/contracts/template";
import type { FieldMetadata } from "@conform-to/react";
import { useEffect } from "react";
import { VariableFields } from "~/components/assistants/variable-fields.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { useKeptInput } from "~/lib/use-kept-input.ts";
import { useLatest } from "~/lib/use-latest.ts";
import { answersForm, answersInput } from "~/lib/variable-answers.ts";

/** The questions of the assistant's template. What is typed survives a reload, though it is not saved yet. */
export function AnswersForm({ assistant }: { assistant: AssistantDetail }) {
  const { content } = assistant;
  // What was typed upon an older version is saved by now, or was overtaken.
  const { kept, keep } = useKeptInput(`answers-${assistant.id}-${assistant.version}`);
  const saved = answersInput(content.variables, content.variableValues as VariableValues);
  return (
    <Questions
      // What was kept is known only after the first look of the browser; the form is filled anew with it.
      key={kept ? "kept" : "saved"}
      assistant={assistant}
      input={kept ?? saved}
      onInput={keep}
    />
  );
}

function Questions(props: { assistant: AssistantDetail; input: unknown; onInput: (value: unknown) => void }) {
  const { assistant, input } = props;
  const { variables } = assistant.content;
  const parts = useContractForm({
    schema: answersForm(variables),
    intent: "answers",
    version: assistant.version,
    defaultValue: input,
  });
  const { form, fields, busy, answer } = parts;
  const keep = useLatest(props.onInput);
  const { value, dirty } = form;
  useEffect(() => {
    if (dirty) keep(value);
  }, [value, dirty, keep]);
  return (
    <ContractForm parts={parts} label="About your business" className="card space-y-6 p-4 sm:p-6">
      <input type="hidden" name="_assistantId" value={assistant.id} />
      <h2 className="sr-only">Your answers</h2>
      {answer?.conflict && (
        <p role="alert" className="rounded-[10px] bg-amber-soft px-4 py-3 text-[13px] text-amber-on-soft">
          Somebody else changed this assistant meanwhile. Look through your answers, then continue again.
        </p>
      )}
      <VariableFields form={form} fields={fields as Record<string, FieldMetadata<unknown>>} variables={variables} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" size="lg" disabled={busy}>
          {busy ? "Saving…" : "Continue"}
        </Button>
        <p className="text-[13px] text-muted">You can change every answer later.</p>
      </div>
    </ContractForm>
  );
}
