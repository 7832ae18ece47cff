import type { AssistantTest } from "@callflex/contracts/api/assistant-tests";
import type { FieldMetadata } from "@conform-to/react";
import { Plus } from "lucide-react";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field, TextareaField } from "~/components/ui/field.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { ExpectationFields, type ExpectationInput } from "./expectation-fields.tsx";
import { EMPTY_TEST, testForm, testInput } from "./test-form.ts";

const MOST_EXPECTATIONS = 12;

/** The form of a new test. */
export function NewTest({ onDone }: { onDone: () => void }) {
  const parts = useContractForm({ schema: testForm, intent: "add-test", defaultValue: EMPTY_TEST, onDone });
  return (
    <ContractForm parts={parts} label="New test" className="space-y-5">
      <TestFields parts={parts} />
    </ContractForm>
  );
}

/** The form that changes a test. */
export function EditTest({ test, onDone }: { test: AssistantTest; onDone: () => void }) {
  const parts = useVersionedForm({
    schema: testForm,
    intent: `edit-test-${test.id}`,
    loaded: test,
    inputOf: testInput,
    onDone,
  });
  const { busy, newer, takeNewer } = parts;
  return (
    <ContractForm parts={parts} label={`Edit ${test.name}`} className="space-y-5">
      <input type="hidden" name="_test" value={test.id} />
      {newer && (
        <ConflictNotice version={newer.version} lines={[["Name", newer.name]]} onTake={takeNewer} busy={busy} />
      )}
      <TestFields parts={parts} />
    </ContractForm>
  );
}

function TestFields({
  parts,
}: {
  parts: Pick<ReturnType<typeof useContractForm<typeof testForm>>, "form" | "fields" | "busy">;
}) {
  const { form, fields, busy } = parts;
  const list = fields.expectations as unknown as FieldMetadata<ExpectationInput[]>;
  const rows = list.getFieldList();
  const add = form.insert.getButtonProps({ name: list.name, defaultValue: { kind: "says" } });
  return (
    <>
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
    </>
  );
}
