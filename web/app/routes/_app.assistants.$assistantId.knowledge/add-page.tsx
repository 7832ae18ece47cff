import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { pageForm } from "./knowledge-forms.ts";

/** Has a page of the internet read. */
export function AddPage() {
  const parts = useContractForm({ schema: pageForm, intent: "add-page" });
  const { fields, busy } = parts;
  return (
    <Section title="Read a page">
      <ContractForm parts={parts} label="Read a page">
        <Field
          field={fields.url}
          label="Address"
          hint="A page that everybody can open. Later changes to it are not followed: read it again then."
          type="text"
          autoComplete="off"
          placeholder="https://example.com/prices"
        />
        <div className="flex justify-end">
          <Button type="submit" size="sm" variant="outline" disabled={busy}>
            {busy ? "Adding…" : "Read the page"}
          </Button>
        </div>
      </ContractForm>
    </Section>
  );
}
