import type { KnowledgeEntry } from "@callflex/contracts/api/knowledge";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field, TextareaField } from "~/components/ui/field.tsx";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { textForm } from "./knowledge-forms.ts";

/** Changes title and words of an entry. */
export function EditEntry({ entry, onDone }: { entry: KnowledgeEntry; onDone: () => void }) {
  const parts = useVersionedForm({
    schema: textForm,
    intent: `edit-entry-${entry.id}`,
    loaded: entry,
    inputOf: ({ title, content }) => ({ title, content }),
    onDone,
  });
  const { fields, busy, newer, takeNewer } = parts;
  return (
    <ContractForm parts={parts} label={`Edit ${entry.title}`}>
      <input type="hidden" name="_entry" value={entry.id} />
      {newer && (
        <ConflictNotice version={newer.version} lines={[["Title", newer.title]]} onTake={takeNewer} busy={busy} />
      )}
      <Field field={fields.title} label="Title" type="text" autoComplete="off" />
      <TextareaField
        field={fields.content}
        label="What the assistant should know"
        hint={
          entry.kind === "url"
            ? "When the page is read again, what you change here is replaced by what it says then."
            : undefined
        }
        rows={16}
      />
      <div className="flex justify-end">
        <Button type="submit" disabled={busy}>
          {busy ? "Saving…" : "Save"}
        </Button>
      </div>
    </ContractForm>
  );
}
