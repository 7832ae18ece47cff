import type { AssistantTest } from "@callflex/contracts/api/assistant-tests";
import type { FieldMetadata } from "@conform-to/react";
import { Plus } from "lucide-react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field, TextareaField } from "~/components/ui/field.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { ExpectationFields, type ExpectationInput } from "./expectation-fields.tsx";
import { EMPTY_TEST, testForm, testInput } from "./test-form.ts";

const MOST_EXPECTATIONS = 12;

/**
 * The form of a test.
 *
 * @param props.test null for a new one
 */
export function TestEditor({ test, onDone }: { test: AssistantTest | null; onDone: () => void }) {
  const parts = useContractForm({
    schema: testForm,
    intent: test ? `edit-test-${test.id}` : "add-test",
    defaultValue: test ? testInput(test) : EMPTY_TEST,
    onDone,
  });
  const { form, fields, busy } = parts;
  const list = fields.expectations as unknown as FieldMetadata<ExpectationInput[]>;
  const rows = list.getFieldList();
  const add = form.insert.getButtonProps({ name: list.name, defaultValue: { kind: "says" } });
  return (
    <ContractForm parts={parts} label={test ? `Edit ${test.name}` : "New test"} className="space-y-5">
      {test && <input type="hidden" name="_test" value={test.id} />}
      <Field field={fields.name} label="Name" type="text" autoComplete="off" placeholder="Takes a message" />
      <TextareaField
        field={fields.callerLines as unknown as FieldMetadata<string>}
        label="What the caller says"
        hint="One line for each time that the caller speaks."
        placeholder={"Can I leave a message?\nMy name is Maria Lopez."}
        rows={5}
      />
      <fieldset className="min-w-0">
        <legend className="mb-2 text-[13px] font-medium">What must come of it</legend>
        <ul className="mb-3 space-y-3 empty:hidden">
          {rows.map((row, index) => (
            <ExpectationFields
              key={row.key}
              field={row as FieldMetadata<ExpectationInput>}
              place={index + 1}
              remove={rows.length > 1 ? form.remove.getButtonProps({ name: list.name, index }) : null}
            />
          ))}
        </ul>
        {list.errors && <p className="mb-3 text-[13px] text-coral-on-soft">{list.errors[0]}</p>}
        {rows.length < MOST_EXPECTATIONS && (
          <Button {...add} type="submit" variant="outline" size="sm">
            <Plus className="size-3.5" aria-hidden />
            Add an expectation
          </Button>
        )}
      </fieldset>
      <div className="flex justify-end">
        <Button type="submit" disabled={busy}>
          {busy ? "Saving…" : "Save the test"}
        </Button>
      </div>
    </ContractForm>
  );
}
