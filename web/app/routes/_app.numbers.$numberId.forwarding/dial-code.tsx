import { CopyButton } from "~/components/ui/copy-button.tsx";

/** What to dial on the business's telephone, in digits to read off. */
export function DialCode({ code, note }: { code: { on: string; off: string }; note: string | null }) {
  return (
    <div className="rounded-[10px] bg-sunken px-4 py-4" aria-live="polite">
      <p className="text-[13px] text-muted">On your own telephone, dial</p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="num mr-auto text-xl font-semibold break-all">{code.on}</p>
        <CopyButton text={code.on} label="Copy code" />
      </div>
      <p className="mt-3 text-[13px] text-muted">
        To end it again: <span className="num font-medium text-ink">{code.off}</span>
      </p>
      {note && <p className="mt-2 text-[13px] text-muted">{note}</p>}
    </div>
  );
}
