import { MailWarning, Trash2 } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "~/components/ui/button.tsx";
import { formatDateTime } from "~/lib/format.ts";
import type { Session } from "~/lib/session.server.ts";
import { useChange } from "~/lib/use-change.ts";
import { useZone } from "~/lib/zone.tsx";

const ACTION = "/account-notices";

/** What somebody must know on every page: an unconfirmed address, and what is about to be deleted. */
export function AccountBanners({ session: { user, organization } }: { session: Session }) {
  const zone = useZone();
  const resend = useChange("resend", { action: ACTION });
  const keepAccount = useChange("keep-account", { action: ACTION });
  const keepOrganization = useChange("keep-organization", { action: ACTION });
  const mayKeep = organization.permissions.includes("organization.delete");
  return (
    <>
      {organization.deleteAfter && (
        <Banner icon={Trash2} tone="bad" change={mayKeep ? { ...keepOrganization, label: "Keep it" } : undefined}>
          <strong>{organization.name}</strong> will be deleted on {formatDateTime(organization.deleteAfter, zone)}, with
          its calls and recordings. {!mayKeep && "An owner can still keep it."}
        </Banner>
      )}
      {user.deleteAfter && (
        <Banner icon={Trash2} tone="bad" change={{ ...keepAccount, label: "Keep it" }}>
          Your account will be deleted on {formatDateTime(user.deleteAfter, zone)}.
        </Banner>
      )}
      {!user.emailVerified && (
        <Banner icon={MailWarning} tone="wait" change={{ ...resend, label: "Send it again" }}>
          Confirm your address: open the link in the mail that we sent to <strong>{user.email}</strong>.
        </Banner>
      )}
    </>
  );
}

const TONES = {
  wait: "bg-amber-soft text-amber-on-soft",
  bad: "bg-coral-soft text-coral-on-soft",
} as const;

function Banner(props: {
  icon: LucideIcon;
  tone: keyof typeof TONES;
  change?: { label: string; busy: boolean; send: () => void };
  children: ReactNode;
}) {
  const { icon: Icon, change } = props;
  return (
    <div
      className={`mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card px-4 py-2.5 text-[13px] ${TONES[props.tone]}`}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 basis-60 break-words">{props.children}</p>
      {change && (
        <Button size="sm" variant="outline" disabled={change.busy} onClick={() => change.send()}>
          {change.label}
        </Button>
      )}
    </div>
  );
}
