import type { Member } from "@callflex/contracts/api/members";
import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "~/components/ui/avatar.tsx";
import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useChange } from "~/lib/use-change.ts";
import { useSession } from "~/lib/use-session.ts";
import { ROLE_WORDS, rolesToChoose } from "./role-words.ts";

/** Who is in the team, with which role. */
export function MembersSection(props: { members: Member[]; nextCursor: string | null; aside: ReactNode }) {
  const { members, nextCursor, aside } = props;
  return (
    <Section
      title="Team"
      lead={
        members.length === 1 && !nextCursor
          ? "You are alone here so far."
          : "Who sees your calls, and what they may do."
      }
      aside={aside}
    >
      <ul className="-my-2 divide-y">
        {members.map((member) => (
          <MemberRow key={member.userId} member={member} />
        ))}
      </ul>
      <ListPager nextCursor={nextCursor} first="Back to the first" next="More people" />
    </Section>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { user, organization } = useSession();
  const isSelf = member.userId === user.id;
  // Only owners change owners; nobody takes their own role away by a slip.
  const mayChange =
    organization.permissions.includes("members.manage") &&
    !isSelf &&
    (member.role !== "owner" || organization.role === "owner");
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <Avatar name={member.name} tone={isSelf ? "strong" : "soft"} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex items-center gap-1.5 font-medium">
          <span className="truncate">{member.name}</span>
          {isSelf && <span className="text-xs font-normal text-muted">(you)</span>}
          {member.twoFactorEnabled && (
            <ShieldCheck className="size-4 shrink-0 text-brand" aria-label="Signs in with two factors" role="img" />
          )}
        </p>
        <p className="truncate text-[13px] text-muted">{member.email}</p>
      </div>
      {mayChange ? (
        <MemberControls member={member} />
      ) : (
        <span className="text-[13px] text-ink-2">{ROLE_WORDS[member.role].label}</span>
      )}
    </li>
  );
}

function MemberControls({ member }: { member: Member }) {
  const { organization } = useSession();
  const { userId, name } = member;
  const role = useChange("role", { key: userId });
  const remove = useChange("remove", { key: userId });
  return (
    <div className="flex items-center gap-2">
      <select
        aria-label={`Role of ${name}`}
        value={member.role}
        disabled={role.busy}
        onChange={({ target }) => role.send({ userId, name, role: target.value })}
        className="h-8 rounded-[10px] border border-line-strong/80 bg-surface px-2 text-[13px]"
      >
        {rolesToChoose(member.role).map((one) => (
          <option key={one} value={one}>
            {ROLE_WORDS[one].label}
          </option>
        ))}
      </select>
      <ConfirmButton
        label="Remove"
        name={name}
        title={`Remove ${name}?`}
        confirm="Remove"
        busy={remove.busy}
        onConfirm={() => remove.send({ userId, name })}
      >
        {name} sees nothing of {organization.name} from that moment on. What they did stays in the audit log.
      </ConfirmButton>
    </div>
  );
}
