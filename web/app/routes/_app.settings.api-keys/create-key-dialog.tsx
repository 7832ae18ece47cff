import type { ApiKeyCreated } from "@callflex/contracts/api/api-keys";
import { apiKeyScopes, permissionLabels } from "@callflex/contracts/permissions";
import { getCollectionProps } from "@conform-to/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Field, SelectField } from "~/components/ui/field.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { keyForm, LIFETIMES } from "./key-form.ts";
import { NewKey } from "./new-key.tsx";

/** The button that makes a key, its form, and the key itself, once. */
export function CreateKeyDialog({ apiUrl }: { apiUrl: string }) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<ApiKeyCreated | null>(null);
  const close = () => {
    setOpen(false);
    setMade(null);
  };
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Plus className="size-4" aria-hidden />
        New key
      </Button>
      <Dialog open={open && !made} onClose={close} title="New API key">
        <KeyForm onMade={setMade} />
      </Dialog>
      <Dialog open={made !== null} onClose={close} title="Copy your key now">
        {made && <NewKey made={made} apiUrl={apiUrl} onDone={close} />}
      </Dialog>
    </>
  );
}

function KeyForm({ onMade }: { onMade: (made: ApiKeyCreated) => void }) {
  const parts = useContractForm<typeof keyForm, ApiKeyCreated>({
    schema: keyForm,
    intent: "create-key",
    defaultValue: { days: "90", scopes: ["calls.read"] },
    onDone: ({ value }) => value && onMade(value),
  });
  const { fields, busy } = parts;
  const boxes = getCollectionProps(fields.scopes, { type: "checkbox", options: [...apiKeyScopes] });
  return (
    <ContractForm parts={parts}>
      <Field
        field={fields.name}
        label="Name"
        hint="What it is for, like “Warehouse display”."
        type="text"
        autoComplete="off"
      />
      <SelectField field={fields.days} label="Lifetime" options={LIFETIMES} />
      <fieldset aria-describedby={fields.scopes.errors ? fields.scopes.errorId : undefined}>
        <legend className="mb-1.5 text-[13px] font-medium">Scopes</legend>
        <div className="grid max-h-64 gap-x-4 overflow-y-auto rounded-[10px] border p-3 sm:grid-cols-2">
          {boxes.map(({ key, ...box }) => (
            <label key={key ?? box.value} className="flex items-start gap-2 py-1.5 text-[13px]">
              <input {...box} className="mt-0.5 size-4 shrink-0 accent-brand" />
              {permissionLabels[box.value as keyof typeof permissionLabels]}
            </label>
          ))}
        </div>
        {fields.scopes.errors && (
          <p id={fields.scopes.errorId} className="mt-1.5 text-[13px] text-coral-on-soft">
            {fields.scopes.errors[0]}
          </p>
        )}
      </fieldset>
      <div className="flex justify-end">
        <Button type="submit" disabled={busy}>
          {busy ? "Making…" : "Make the key"}
        </Button>
      </div>
    </ContractForm>
  );
}
