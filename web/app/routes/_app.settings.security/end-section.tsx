import { accountDeleteRequest } from "@callflex/contracts/api/auth";
import { Download } from "lucide-react";
import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Field } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import type { Session } from "~/lib/session.server.ts";
import { useContractForm } from "~/lib/use-contract-form.ts";

/** One's own data, and the end of the account. */
export function EndSection({ user }: { user: Session["user"] }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      tone="danger"
      title="Your data"
      lead="What CallFlex holds about you: account, memberships, sessions and your log."
    >
      <div className="flex flex-wrap gap-2">
        <a href="/api/v1/auth/me/export" download className={buttonClass({ variant: "outline" })}>
          <Download className="size-4" aria-hidden />
          Export my data
        </a>
        {!user.deleteAfter && (
          <Button variant="danger" onClick={() => setOpen(true)}>
            Delete my account…
          </Button>
        )}
      </div>
      <Dialog open={open} onClose={() => setOpen(false)} title="Delete your account">
        <DeleteForm email={user.email} onDone={() => setOpen(false)} />
      </Dialog>
    </Section>
  );
}

function DeleteForm({ email, onDone }: { email: string; onDone: () => void }) {
  const parts = useContractForm({ schema: accountDeleteRequest, intent: "delete-account", onDone });
  const { fields, busy } = parts;
  return (
    <ContractForm parts={parts}>
      <p className="text-muted">
        It is deleted after 7 days; until then you can keep it. Organizations that are yours alone must be handed over
        or deleted first.
      </p>
      <Field field={fields.confirmEmail} label={`Type ${email} to confirm`} type="email" autoComplete="off" />
      <Field field={fields.password} label="Your password" type="password" autoComplete="current-password" />
      <div className="flex justify-end">
        <Button type="submit" variant="danger" disabled={busy}>
          {busy ? "Deleting…" : "Delete in 7 days"}
        </Button>
      </div>
    </ContractForm>
  );
}
