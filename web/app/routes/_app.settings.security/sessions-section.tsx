import type { Session } from "@callflex/contracts/api/auth";
import { Laptop, Smartphone } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { calendarDay, formatDateTime, formatDay } from "~/lib/format.ts";
import { useChange } from "~/lib/use-change.ts";
import { useZone } from "~/lib/zone.tsx";
import { deviceWords } from "./device-words.ts";

/** Where one is signed in. */
export function SessionsSection({ sessions }: { sessions: Session[] }) {
  const endOthers = useChange("end-others");
  return (
    <Section
      title="Sessions"
      lead="Where you are signed in. End what you don’t know, then change your password."
      aside={
        sessions.length > 1 && (
          <Button size="sm" variant="outline" disabled={endOthers.busy} onClick={() => endOthers.send()}>
            End all others
          </Button>
        )
      }
    >
      <ul className="-my-2 divide-y">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const zone = useZone();
  const end = useChange("end-session", { key: session.id });
  const device = deviceWords(session.userAgent);
  const Icon = /iPhone|Android/.test(device) ? Smartphone : Laptop;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <Icon className="size-5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {session.current && <Tag tone="good">This one</Tag>}
        </p>
        <p className="num text-[13px] text-muted">
          {session.ipAddress ?? "Unknown address"}, signed in {formatDateTime(session.createdAt, zone)}, last used{" "}
          {formatDay(calendarDay(session.lastUsedAt, zone), zone.locale, "short")}
        </p>
      </div>
      {!session.current && (
        <Button size="sm" variant="outline" disabled={end.busy} onClick={() => end.send({ sessionId: session.id })}>
          End<span className="sr-only"> the session of {device}</span>
        </Button>
      )}
    </li>
  );
}
