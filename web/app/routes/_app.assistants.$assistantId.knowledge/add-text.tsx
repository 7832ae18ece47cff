import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field, TextareaField } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { textForm } from "./knowledge-forms.ts";

/** Adds words of one's own. */
export function AddText({ assistantName }: { assistantName: string }) {
  const parts = useContractForm({ schema: textForm, intent: "add-text" });
  const { fields, busy } = parts;
  return (
    <Section title="Add a text">
      <ContractForm parts={parts} label="Add a text">
        <Field field={fields.title} label="Title" type="text" autoComplete="off" placeholder="Parking" />
        <TextareaField
          field={fields.content}
          label={`What ${assistantName} should know`}
          rows={4}
          placeholder="Guests park behind the house, free of charge."
        />
        <div className="flex justify-end">
          <Button type="submit" size="sm" disabled={busy}>
            {busy ? "Adding…" : "Add the text"}
          </Button>
        </div>
      </ContractForm>
    </Section>
  );
}
