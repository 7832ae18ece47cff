import type { Organization } from "@callflex/contracts/api/organizations";
import { getInputProps } from "@conform-to/react";
import { Download } from "lucide-react";
import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Field } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { deleteForm } from "./forms.ts";

/** Everything that the organization has, and its end. */
export function DeleteSection({ loaded }: { loaded: Organization }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      tone="danger"
      title="Export and delete"
      lead="The export holds calls, transcripts, contacts and settings. Deletion takes effect after 7 days; until then an owner can keep the organization."
    >
      <div className="flex flex-wrap gap-2">
        <ExportLink organizationId={loaded.id} />
        {!loaded.deleteAfter && (
          <Button variant="danger" onClick={() => setOpen(true)}>
            Delete…
          </Button>
        )}
      </div>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Delete ${loaded.name}`}>
        <DeleteForm loaded={loaded} onDone={() => setOpen(false)} />
      </Dialog>
    </Section>
  );
}

function ExportLink({ organizationId, onTake }: { organizationId: string; onTake?: () => void }) {
  return (
    <a
      href={`/api/v1/organizations/${organizationId}/export`}
      download
      onClick={onTake}
      className={buttonClass({ variant: "outline" })}
    >
      <Download className="size-4" aria-hidden />
      Download the export
    </a>
  );
}

function DeleteForm({ loaded, onDone }: { loaded: Organization; onDone: () => void }) {
  const [taken, setTaken] = useState(false);
  const [declined, setDeclined] = useState(false);
  const parts = useContractForm({ schema: deleteForm, intent: "delete", onDone });
  const { form, fields, busy } = parts;
  const exportState = taken ? "taken" : declined ? "declined" : "";
  return (
    <ContractForm parts={parts}>
      <p className="text-muted">
        In 7 days the assistants stop answering, and every call, recording and contact of {loaded.name} is gone for
        good. Everybody of the team is told by mail.
      </p>
      <div className="space-y-3 rounded-[10px] border p-4">
        <p className="font-medium">First, your data</p>
        <ExportLink organizationId={loaded.id} onTake={() => setTaken(true)} />
        {taken ? (
          <p className="text-[13px] text-muted">The download has begun. Look whether the file is there.</p>
        ) : (
          <label className="flex items-start gap-2 text-[13px]">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-brand"
              checked={declined}
              onChange={(event) => setDeclined(event.target.checked)}
            />
            I don’t need an export.
          </label>
        )}
        <input {...getInputProps(fields.export, { type: "hidden", value: false })} key="export" value={exportState} />
        {fields.export.errors && (
          <p className="text-[13px] text-coral-on-soft">Download the export, or say that you don’t need it.</p>
        )}
      </div>
      <Field field={fields.confirmName} label={`Type “${loaded.name}” to confirm`} type="text" autoComplete="off" />
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="danger"
          disabled={busy || exportState === "" || form.value?.confirmName !== loaded.name}
        >
          {busy ? "Deleting…" : "Delete in 7 days"}
        </Button>
      </div>
    </ContractForm>
  );
}
