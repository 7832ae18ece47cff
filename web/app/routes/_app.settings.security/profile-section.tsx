import { changeEmailRequest, profilePatch } from "@callflex/contracts/api/auth";
import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Field } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import type { Session } from "~/lib/session.server.ts";

/** One's own name and address. */
export function ProfileSection({ user }: { user: Session["user"] }) {
  const [changing, setChanging] = useState(false);
  const parts = useContractForm({ schema: profilePatch, intent: "profile", defaultValue: { name: user.name } });
  const { fields, form, busy } = parts;
  return (
    <Section title="Your account" lead="The same in every organization that you belong to.">
      <ContractForm parts={parts} label="Your name">
        <Field field={fields.name} label="Your name" type="text" autoComplete="name" />
        <SaveBar busy={busy} dirty={form.dirty} label="Save name" />
      </ContractForm>
      <div className="mt-5 flex flex-wrap items-center gap-3 border-t pt-4">
        <div className="mr-auto min-w-0">
          <p className="text-[13px] font-medium">E-mail</p>
          <p className="truncate text-muted">
            {user.email}
            {!user.emailVerified && " (not confirmed yet)"}
          </p>
        </div>
        <Button variant="outline" size="sm" onClick={() => setChanging(true)}>
          Change e-mail
        </Button>
      </div>
      <Dialog open={changing} onClose={() => setChanging(false)} title="Change your e-mail">
        <EmailForm onDone={() => setChanging(false)} />
      </Dialog>
      <UnsavedDialog unsaved={form.dirty && !busy} />
    </Section>
  );
}

function EmailForm({ onDone }: { onDone: () => void }) {
  const parts = useContractForm({ schema: changeEmailRequest, intent: "email", onDone });
  const { fields, busy } = parts;
  return (
    <ContractForm parts={parts}>
      <p className="text-muted">We send a link to the new address. It takes the old one’s place once you open it.</p>
      <Field field={fields.email} label="New e-mail" type="email" autoComplete="email" />
      <Field field={fields.password} label="Your password" type="password" autoComplete="current-password" />
      <div className="flex justify-end">
        <Button type="submit" disabled={busy}>
          {busy ? "Sending…" : "Send the link"}
        </Button>
      </div>
    </ContractForm>
  );
}
