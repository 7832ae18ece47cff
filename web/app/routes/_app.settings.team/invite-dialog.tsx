import { invitableRole, invitationCreateRequest } from "@callflex/contracts/api/members";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Field, SelectField } from "~/components/ui/field.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { useSession } from "~/lib/use-session.ts";
import { ROLE_WORDS } from "./role-words.ts";

/** The button that invites somebody, and its form. */
export function InviteDialog() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <UserPlus className="size-4" aria-hidden />
        Invite
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Invite somebody">
        <InviteForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const { organization, user } = useSession();
  // One for each time the form is opened: sent twice by a slow network, it invites once.
  const [key] = useState(() => crypto.randomUUID());
  const parts = useContractForm({
    schema: invitationCreateRequest,
    intent: "invite",
    defaultValue: { role: "member" },
    onDone,
  });
  const { fields, busy } = parts;
  if (!user.emailVerified) {
    return (
      <p className="text-muted">
        Confirm your own address first: open the link in the mail that we sent to {user.email}. Then you can invite
        others.
      </p>
    );
  }
  return (
    <ContractForm parts={parts}>
      <input type="hidden" name="_key" value={key} />
      <Field field={fields.email} label="E-mail" type="email" autoComplete="off" />
      <SelectField
        field={fields.role}
        label="Role"
        options={invitableRole.options.map(
          (role) => [role, `${ROLE_WORDS[role].label}: ${ROLE_WORDS[role].about.toLowerCase()}`] as const,
        )}
      />
      <p className="text-[13px] text-muted">
        They get a mail with a link that works once, for this address. People and open invitations count towards what
        the {organization.planName} plan includes.
      </p>
      <div className="flex justify-end">
        <Button type="submit" disabled={busy}>
          {busy ? "Inviting…" : "Send the invitation"}
        </Button>
      </div>
    </ContractForm>
  );
}
