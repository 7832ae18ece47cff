import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { passwordForm } from "./forms.ts";

/** Another password; it ends all other sessions. */
export function PasswordSection() {
  const parts = useContractForm({ schema: passwordForm, intent: "password" });
  const { fields, busy } = parts;
  return (
    <Section title="Password" lead="A new one ends all your other sessions.">
      <ContractForm parts={parts} label="Password">
        <div className="grid gap-4 sm:grid-cols-3">
          <Field field={fields.currentPassword} label="Password now" type="password" autoComplete="current-password" />
          <Field field={fields.newPassword} label="New password" type="password" autoComplete="new-password" />
          <Field field={fields.repeated} label="New password again" type="password" autoComplete="new-password" />
        </div>
        <Button type="submit" disabled={busy}>
          {busy ? "Changing…" : "Change password"}
        </Button>
      </ContractForm>
    </Section>
  );
}
