import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { NewTest } from "./test-editor.tsx";

/** The button that adds a test, and its form. */
export function AddTest() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" variant="outline" onClick={() => setOpen(true)}>
        <Plus className="size-4" aria-hidden />
        Add a test
      </Button>
      <Dialog open={open} onClose={close} title="New test" place="side">
        <NewTest onDone={close} />
      </Dialog>
    </>
  );
}
