import { clsx } from "clsx";
import { X } from "lucide-react";
import { createPortal } from "react-dom";
import { useEffect, useId, useRef, useSyncExternalStore, type ReactNode } from "react";

interface DialogProps {
  open: boolean;
  /** Asked for by Escape, the cross or a click beside it. */
  onClose: () => void;
  title: string;
  /** side: as high as the window, at its right; for what is looked at beside a list. */
  place?: "center" | "side";
  children: ReactNode;
}

const never = () => () => undefined;

const PLACES = {
  center: "m-auto w-[min(32rem,calc(100vw-2rem))] rounded-card",
  side: "my-0 mr-0 ml-auto h-dvh max-h-none w-[min(36rem,100vw)] max-w-none border-y-0 border-r-0",
} as const;

/** A window above the page. The browser keeps the focus inside and gives it back; what is in it starts anew each time. */
export function Dialog({ open, onClose, title, place = "center", children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // A page may come from the server with an open window; only the browser has a place for it.
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  useEffect(() => {
    if (open && inBrowser && !dialog.current?.open) dialog.current?.showModal();
  }, [open, inBrowser]);
  if (!open || !inBrowser) return null;
  // At the end of the page, so that its fields belong to no form around it.
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      className={clsx("dialog border bg-surface p-0 text-ink shadow-pop", PLACES[place])}
    >
      <div className={clsx("overflow-y-auto p-5 sm:p-6", place === "center" ? "max-h-[calc(100dvh-4rem)]" : "h-dvh")}>
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
