import type { Invitation } from "@callflex/contracts/api/members";
import { useEffect } from "react";
import { Button } from "~/components/ui/button.tsx";
import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { formatDateTime } from "~/lib/format.ts";
import { useChange } from "~/lib/use-change.ts";
import { useLatest } from "~/lib/use-latest.ts";
import { useReload } from "~/lib/use-reload.ts";
import { useZone } from "~/lib/zone.tsx";
import { ROLE_WORDS } from "./role-words.ts";

const LOOK_MS = 3_000;
const LOOKS = 10;

/** Invitations that nobody has used yet. */
export function InvitationsSection({ invitations }: { invitations: Invitation[] }) {
  useMailStates(invitations.some(({ mail }) => mail?.state === "pending" || mail?.state === "sent"));
  if (invitations.length === 0) return null;
  return (
    <Section title="Invitations" lead="Sent, and not used yet.">
      <ul className="-my-2 divide-y">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
}

/** Looks a few times again whether the mails got there. */
function useMailStates(underWay: boolean): void {
  const reload = useReload();
  const look = useLatest(() => {
    if (document.visibilityState === "visible") reload();
  });
  useEffect(() => {
    if (!underWay) return;
    let looked = 0;
    const timer = setInterval(() => {
      look();
      looked += 1;
      if (looked === LOOKS) clearInterval(timer);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [underWay, look]);
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const zone = useZone();
  const { id, email, role, state, expiresAt, invitedBy, mail } = invitation;
  const resend = useChange("resend", { key: id });
  const revoke = useChange("revoke", { key: id });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium">{email}</span>
          <MailState invitation={invitation} />
        </p>
        <p className="text-[13px] text-muted">
          {ROLE_WORDS[role].label}
          {invitedBy && `, invited by ${invitedBy}`}
          {state === "expired"
            ? ". The link has expired."
            : `. The link works until ${formatDateTime(expiresAt, zone)}.`}
        </p>
        {mail?.error && <p className="text-[13px] text-coral-on-soft">{mail.error}</p>}
      </div>
      <div className="flex gap-2">
        <Button size="sm" variant="outline" disabled={resend.busy} onClick={() => resend.send({ invitationId: id })}>
          Send again<span className="sr-only"> to {email}</span>
        </Button>
        <ConfirmButton
          label="Take back"
          name={`the invitation of ${email}`}
          title="Take the invitation back?"
          confirm="Take back"
          busy={revoke.busy}
          onConfirm={() => revoke.send({ invitationId: id })}
        >
          The link in the mail to {email} stops working at once.
        </ConfirmButton>
      </div>
    </li>
  );
}

function MailState({ invitation: { state, mail } }: { invitation: Invitation }) {
  if (state === "expired") return <Tag tone="bad">Expired</Tag>;
  if (mail?.state === "failed") return <Tag tone="bad">Mail not delivered</Tag>;
  if (mail?.state === "delivered") return <Tag tone="good">Delivered</Tag>;
  if (mail?.state === "sent") return <Tag tone="good">Sent</Tag>;
  return <Tag tone="wait">On its way</Tag>;
}
