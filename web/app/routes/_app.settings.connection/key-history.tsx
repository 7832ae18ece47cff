import type { VapiCredential } from "@callflex/contracts/api/vapi-credentials";
import { Tag } from "~/components/ui/tag.tsx";
import { formatDateTime, type Zone } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";
import { isOverdue } from "./change-of-key.ts";

const STATES = {
  preparing: { tone: "wait", label: "Being set up" },
  in_use: { tone: "good", label: "In use" },
  replaced: { tone: "wait", label: "Still accepted" },
  retired: { tone: "plain", label: "Refused" },
} as const;

function wordsOf(key: VapiCredential, now: number, zone: Zone): string {
  const time = (at: string | null) => (at ? formatDateTime(at, zone) : "");
  switch (key.state) {
    case "in_use":
      return `In use since ${time(key.inUseSince)}`;
    case "preparing":
      return `Made ${time(key.createdAt)}, ${isOverdue(key, now) ? "still not in use" : "in use in about half a minute"}`;
    case "replaced":
      return `Replaced, accepted until ${time(key.acceptedUntil)}`;
    case "retired":
      return key.inUseSince
        ? `In use from ${time(key.inUseSince)}, refused since ${time(key.acceptedUntil)}`
        : `Made ${time(key.createdAt)}, never used`;
  }
}

/** The organization's keys, newest first. */
export function KeyHistory({ keys, now }: { keys: VapiCredential[]; now: number }) {
  const zone = useZone();
  return (
    <ul className="-my-2 divide-y">
      {keys.map((key) => (
        <li key={key.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
          <span className="min-w-0 flex-1 basis-60 text-[13px]">
            <span className="block text-sm font-medium">
              Webhook key <span className="num text-muted">…{key.id.slice(-4)}</span>
            </span>
            <span className="text-muted">{wordsOf(key, now, zone)}</span>
          </span>
          <Tag tone={STATES[key.state].tone}>{STATES[key.state].label}</Tag>
        </li>
      ))}
    </ul>
  );
}
