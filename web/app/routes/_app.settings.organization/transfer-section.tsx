import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { SelectField } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { transferForm } from "./forms.ts";

interface Heir {
  userId: string;
  name: string;
  email: string;
}

/** Handing the organization over to somebody of the team. */
export function TransferSection({ heirs }: { heirs: Heir[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Section
        title="Hand over"
        lead={
          heirs.length > 0
            ? "Somebody of the team becomes the owner, and you stay as admin."
            : "Somebody of the team can become the owner. Nobody else is in it yet."
        }
        aside={
          heirs.length > 0 && (
            <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
              Hand over…
            </Button>
          )
        }
      />
      <Dialog open={open} onClose={() => setOpen(false)} title="Hand over the organization">
        <TransferForm heirs={heirs} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function TransferForm({ heirs, onDone }: { heirs: Heir[]; onDone: () => void }) {
  const parts = useContractForm({ schema: transferForm, intent: "transfer", onDone });
  return (
    <ContractForm parts={parts}>
      <SelectField
        field={parts.fields.userId}
        label="New owner"
        hint="They decide about plan, payment and deletion from then on. Only they can give it back to you."
        options={heirs.map(({ userId, name, email }) => [userId, `${name} (${email})`] as const)}
      />
      <div className="flex justify-end">
        <Button type="submit" disabled={parts.busy}>
          {parts.busy ? "Handing over…" : "Hand over"}
        </Button>
      </div>
    </ContractForm>
  );
}
