import { clsx } from "clsx";
import { useEffect, useId, useRef, useState, type ReactNode, type SyntheticEvent } from "react";
import { buttonClass } from "./button.tsx";

/**
 * A button with a short list of {@link MenuItem}s below it. Escape, a choice, or going elsewhere closes the list.
 *
 * @param props.focusAfter where the focus goes after a choice: back to the button, or where the choice puts it
 */
export function Menu(props: {
  trigger: ReactNode;
  label?: string;
  disabled?: boolean;
  align?: "left" | "right";
  className?: string;
  focusAfter?: "button" | "choice";
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    return () => {
      document.removeEventListener("pointerdown", elsewhere);
      document.removeEventListener("focusin", elsewhere);
    };
  }, [open]);
  const close = (event: SyntheticEvent) => {
    const chosen = event.type === "click";
    if (chosen && !(event.target as Element).closest("button")) return;
    setOpen(false);
    if (!chosen || props.focusAfter !== "choice") button.current?.focus();
  };
  return (
    <div ref={box} className="relative" onKeyDown={(event) => event.key === "Escape" && open && close(event)}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={props.label}
        disabled={props.disabled}
        onClick={() => setOpen(!open)}
        className={props.className ?? buttonClass({ variant: "outline", size: "sm" })}
      >
        {props.trigger}
      </button>
      {open && (
        <div
          id={id}
          onClick={close}
          className={clsx(
            "absolute top-full z-20 mt-1 max-h-72 w-64 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-xl border bg-surface p-1.5 shadow-pop",
            props.align === "right" ? "right-0" : "left-0",
          )}
        >
          {props.children}
        </div>
      )}
    </div>
  );
}

/** An entry of a {@link Menu}. */
export function MenuItem(props: { onClick: () => void; tone?: "plain" | "danger"; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={props.onClick}
      className={clsx(
        "flex min-h-9 w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left text-[13px] hover:bg-sunken",
        props.tone === "danger" && "text-coral-on-soft",
      )}
    >
      {props.children}
    </button>
  );
}
