import { useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/**
 * A button that asks before it does something that matters.
 *
 * @param props.label on the button; `name` completes it for screen readers
 * @param props.confirm on the button that does it
 */
export function ConfirmButton(props: {
  label: string;
  name?: string;
  title: string;
  confirm: string;
  /** primary: what it does can be undone, but is worth a question. */
  tone?: "danger" | "primary";
  busy: boolean;
  onConfirm: () => void;
  children: ReactNode;
}) {
  const [asking, ask] = useState(false);
  return (
    <>
      <Button size="sm" variant="outline" disabled={props.busy} onClick={() => ask(true)}>
        {props.label}
        {props.name && <span className="sr-only"> {props.name}</span>}
      </Button>
      <Dialog open={asking} onClose={() => ask(false)} title={props.title}>
        <div className="text-muted">{props.children}</div>
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          <Button variant="outline" onClick={() => ask(false)}>
            Cancel
          </Button>
          <Button
            variant={props.tone ?? "danger"}
            onClick={() => {
              ask(false);
              props.onConfirm();
            }}
          >
            {props.confirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
