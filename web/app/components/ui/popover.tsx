import { clsx } from "clsx";
import { useId, type MouseEvent, type ReactNode } from "react";

/** React 18 has no types for the popover attributes, and hands unknown lower-case ones on as they are. */
type Attributes = Record<string, string>;

/** The browser closes a panel on clicks beside it; a link in it leads away inside the page, and closes it too. */
function closeByLink({ target, currentTarget }: MouseEvent<HTMLElement>): void {
  if ((target as Element).closest("a")) currentTarget.hidePopover();
}

/**
 * A button that opens a small panel above the page. The browser closes it on Escape or a click beside it and gives the
 * focus back.
 *
 * @param props.label what the button is for; read before its content by screen readers
 * @param props.trigger content of the button
 * @param props.panelClassName place and size of the panel, which stands at the window's edges
 */
export function Popover(props: {
  label: string;
  trigger: ReactNode;
  triggerClassName: string;
  panelClassName: string;
  children: ReactNode;
}) {
  const id = useId();
  const opens: Attributes = { popovertarget: id };
  const panel: Attributes = { popover: "auto" };
  return (
    <>
      <button type="button" className={props.triggerClassName} {...opens}>
        <span className="sr-only">{props.label} </span>
        {props.trigger}
      </button>
      <div
        id={id}
        {...panel}
        onClick={closeByLink}
        className={clsx("pop fixed m-0 rounded-xl border bg-surface p-1.5 text-ink shadow-pop", props.panelClassName)}
      >
        {props.children}
      </div>
    </>
  );
}
