import { X } from "lucide-react";
import { createPortal } from "react-dom";
import { useEffect, useId, useRef, type ReactNode } from "react";

interface DialogProps {
  open: boolean;
  /** Asked for by Escape, the cross or a click beside it. */
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** A window above the page. The browser keeps the focus inside and gives it back; what is in it starts anew each time. */
export function Dialog({ open, onClose, title, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
  }, [open]);
  if (!open) return null;
  // At the end of the page, so that its fields belong to no form around it.
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      className="dialog m-auto w-[min(32rem,calc(100vw-2rem))] rounded-card border bg-surface p-0 text-ink shadow-pop"
    >
      <div className="max-h-[calc(100dvh-4rem)] overflow-y-auto p-5 sm:p-6">
        <div className="mb-4 flex items-start justify-between gap-4">
          <h2 id={titleId} className="text-lg font-semibold">
            {title}
          </h2>
          <button
            type="button"
            aria-label="Close"
            onClick={onClose}
            className="-mt-1 -mr-1.5 grid size-8 shrink-0 place-items-center rounded-lg text-muted hover:bg-sunken"
          >
            <X className="size-4" aria-hidden />
          </button>
        </div>
        {children}
      </div>
    </dialog>,
    document.body,
  );
}
