import type { KnowledgeEntry, KnowledgeKind } from "@callflex/contracts/api/knowledge";
import { FileText, Globe, Type, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { When } from "~/components/ui/when.tsx";
import { useChange } from "~/lib/use-change.ts";
import { EditEntry } from "./edit-entry.tsx";

const ICONS: Record<KnowledgeKind, LucideIcon> = { text: Type, url: Globe, document: FileText };

/** An entry with its state, its words, and what can be done with it. */
export function EntryRow({ entry, now, mayChange }: { entry: KnowledgeEntry; now: number; mayChange: boolean }) {
  const { kind, title, content, state, lastError, characters } = entry;
  const Icon = ICONS[kind];
  return (
    <li className="flex gap-3 px-4 py-4 sm:px-6">
      <span aria-hidden className="mt-0.5 grid size-8 shrink-0 place-items-center rounded-lg bg-sunken text-muted">
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="font-medium break-words">{title}</h3>
          {state === "reading" && <Tag tone="wait">Being read</Tag>}
          {state === "failed" && <Tag tone="bad">Not read</Tag>}
        </div>
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-[13px] text-muted">
          <Source entry={entry} />
          {content !== "" && <span className="num">{characters.toLocaleString("en-US")} characters</span>}
          <When at={entry.updatedAt} now={now} />
        </p>
        {state === "failed" && <p className="mt-1.5 text-[13px] text-coral-on-soft">{lastError}</p>}
        {state !== "ready" && content !== "" && (
          <p className="mt-1.5 text-[13px] text-muted">
            Until it is read anew, the assistant answers from what was read before.
          </p>
        )}
        {content !== "" && <p className="mt-1.5 line-clamp-3 text-[13px] whitespace-pre-line text-ink-2">{content}</p>}
        {mayChange && <EntryButtons entry={entry} />}
      </div>
    </li>
  );
}

function Source({ entry: { kind, sourceUrl, fileName } }: { entry: KnowledgeEntry }) {
  if (kind === "url" && sourceUrl) {
    return (
      <a href={sourceUrl} rel="noreferrer" target="_blank" className="max-w-full truncate underline">
        {sourceUrl.replace(/^https?:\/\//, "")}
      </a>
    );
  }
  return <span className="max-w-full truncate">{kind === "document" ? fileName : "Text"}</span>;
}

function EntryButtons({ entry }: { entry: KnowledgeEntry }) {
  const { id, title, state, content, canReadAgain } = entry;
  const [editing, setEditing] = useState(false);
  const reading = useChange("read-entry", { key: id });
  const deletion = useChange("delete-entry", { key: id });
  const fields = { _entry: id };
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {state !== "reading" && content !== "" && (
        <Button size="sm" variant="outline" onClick={() => setEditing(true)}>
          Edit<span className="sr-only"> {title}</span>
        </Button>
      )}
      {canReadAgain && (
        <Button size="sm" variant="outline" disabled={reading.busy} onClick={() => reading.send(fields)}>
          {state === "ready" ? "Read again" : "Try again"}
          <span className="sr-only">: {title}</span>
        </Button>
      )}
      <ConfirmButton
        label="Delete"
        name={title}
        title="Delete this?"
        confirm="Delete it"
        busy={deletion.busy}
        onConfirm={() => deletion.send(fields)}
      >
        The assistant doesn't know “{title}” any more from then on.
      </ConfirmButton>
      <Dialog open={editing} onClose={() => setEditing(false)} title="Edit" place="side">
        <EditEntry entry={entry} onDone={() => setEditing(false)} />
      </Dialog>
    </div>
  );
}
