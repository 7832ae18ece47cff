import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { useAssistant } from "~/lib/use-assistant.ts";
import { useChange } from "~/lib/use-change.ts";

/** What somebody should know before anything else: a change that didn't arrive, one that was made elsewhere, no number. */
export function AssistantNotices({ assistant, mayChange }: { assistant: AssistantDetail; mayChange: boolean }) {
  const { status, syncState, syncError, drift, phoneNumbers } = assistant;
  const live = status !== "draft";
  return (
    <>
      {live && syncState === "failed" && (
        <Notice tone="bad" title="The last change did not reach the telephone." aside={mayChange && <SyncButton />}>
          {syncError ?? "Callers hear the version before."}
        </Notice>
      )}
      {live && drift && drift.length > 0 && (
        <Notice
          tone="wait"
          title="Somebody changed this assistant outside of CallFlex."
          aside={mayChange && <SyncButton label="Put ours back" />}
        >
          <span className="block">The next save or sync puts back what stands here.</span>
          <Drift drift={drift} />
        </Notice>
      )}
      {status === "active" && phoneNumbers.length === 0 && (
        <Notice
          tone="plain"
          title="It answers no number yet."
          aside={
            <Link to="/numbers" className={buttonClass({ variant: "outline", size: "sm" })}>
              Open numbers
            </Link>
          }
        >
          Give it one of your numbers, or get a new one.
        </Notice>
      )}
    </>
  );
}

function Drift({ drift }: { drift: NonNullable<AssistantDetail["drift"]> }) {
  return (
    <dl className="mt-2 space-y-1.5">
      {drift.map(({ part, ours, found }) => (
        <div key={part}>
          <dt className="font-medium">{part}</dt>
          <dd className="line-clamp-3 break-words">
            Here: {ours || "nothing"}
            <br />
            There: {found || "nothing"}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const TONES = {
  bad: "bg-coral-soft text-coral-on-soft",
  wait: "bg-amber-soft text-amber-on-soft",
  plain: "bg-sky-soft text-sky-on-soft",
} as const;

function Notice(props: { tone: keyof typeof TONES; title: string; aside: ReactNode; children: ReactNode }) {
  return (
    <div
      role="status"
      className={clsx("flex flex-wrap items-center gap-3 rounded-card px-4 py-3 text-[13px]", TONES[props.tone])}
    >
      <TriangleAlert className="size-4 shrink-0 self-start max-sm:hidden" aria-hidden />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{props.title}</p>
        <div>{props.children}</div>
      </div>
      {props.aside}
    </div>
  );
}

function SyncButton({ label = "Sync now" }: { label?: string }) {
  const { assistant } = useAssistant();
  const { busy, send } = useChange("sync-assistant", { key: label, action: `/assistants/${assistant.id}` });
  return (
    <Button size="sm" variant="outline" disabled={busy} onClick={() => send()}>
      {busy ? "On its way…" : label}
    </Button>
  );
}
