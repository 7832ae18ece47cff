import { clsx } from "clsx";

const NEARLY_FULL = 0.9;

function counted(number: number): string {
  return number.toLocaleString("en-US");
}

/** How much of the assistant's room its knowledge takes. */
export function RoomBar({ used, allowed }: { used: number; allowed: number }) {
  const share = allowed === 0 ? 1 : Math.min(1, used / allowed);
  const text = `${counted(used)} of ${counted(allowed)} characters`;
  return (
    <div className="w-full sm:w-56">
      <div
        role="meter"
        aria-label="Room that the knowledge takes"
        aria-valuemin={0}
        aria-valuemax={allowed}
        aria-valuenow={used}
        aria-valuetext={text}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={clsx("h-full rounded-full", share >= NEARLY_FULL ? "bg-amber" : "bg-brand")}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <p className="num mt-1.5 text-xs text-muted">{text}</p>
    </div>
  );
}
