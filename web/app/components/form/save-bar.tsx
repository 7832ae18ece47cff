import { Button } from "~/components/ui/button.tsx";

/** The foot of a form: saving, and whether there is something to save. */
export function SaveBar({ busy, dirty, label = "Save" }: { busy: boolean; dirty: boolean; label?: string }) {
  return (
    <div className="flex items-center gap-3">
      <Button type="submit" disabled={busy}>
        {busy ? "Saving…" : label}
      </Button>
      <span role="status" className="text-[13px] text-muted">
        {dirty && !busy ? "Not saved yet" : ""}
      </span>
    </div>
  );
}
