import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { useUnsavedGuard } from "~/lib/use-unsaved-guard.ts";

/** Asks before what was typed is lost. */
export function UnsavedDialog({ unsaved }: { unsaved: boolean }) {
  const way = useUnsavedGuard(unsaved);
  const waits = way.state === "blocked";
  return (
    <Dialog open={waits} onClose={() => way.reset?.()} title="Leave without saving?">
      <p className="text-muted">What you changed on this page is not saved yet, and would be lost.</p>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button variant="outline" onClick={() => way.proceed?.()}>
          Leave without saving
        </Button>
        <Button onClick={() => way.reset?.()} autoFocus>
          Keep editing
        </Button>
      </div>
    </Dialog>
  );
}
