import { NotebookPen } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { formText } from "~/lib/form-text.ts";
import { Button } from "~/components/ui/button.tsx";

/** A note of the team about an item: read, write, change. */
export function ItemNote(props: {
  note: string | null;
  editable: boolean;
  saving: boolean;
  onSave: (note: string | null) => void;
}) {
  const { note, editable, saving, onSave } = props;
  const [editing, setEditing] = useState(false);
  const id = useId();

  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSave(formText(new FormData(event.currentTarget), "note").trim() || null);
    setEditing(false);
  };

  if (editing) {
    return (
      <form onSubmit={save} className="mt-2">
        <label htmlFor={id} className="sr-only">
          Note
        </label>
        <textarea
          id={id}
          name="note"
          defaultValue={note ?? ""}
          maxLength={2000}
          rows={3}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the visitor just asked for this field
          autoFocus
          onKeyDown={(event) => event.key === "Escape" && setEditing(false)}
          className="w-full rounded-[10px] border border-line-strong bg-surface px-3 py-2 text-[13px]"
        />
        <div className="mt-1.5 flex gap-2">
          <Button type="submit" size="sm">
            Save note
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setEditing(false)}>
            Cancel
          </Button>
        </div>
      </form>
    );
  }
  return (
    <>
      {note && (
        <p className="mt-2 rounded-lg bg-amber-soft px-3 py-2 text-[13px] break-words whitespace-pre-wrap text-amber-on-soft">
          <span className="sr-only">Note: </span>
          {note}
        </p>
      )}
      {editable && (
        <button
          type="button"
          disabled={saving}
          onClick={() => setEditing(true)}
          className="mt-2 inline-flex items-center gap-1.5 rounded text-xs text-muted underline-offset-2 hover:text-ink hover:underline"
        >
          <NotebookPen className="size-3.5" aria-hidden />
          {note ? "Change the note" : "Add a note"}
        </button>
      )}
    </>
  );
}
