import type { CallEvent } from "@callflex/contracts/api/calls";
import { clsx } from "clsx";
import { formatExactTime } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";

const PROVIDERS: Record<CallEvent["provider"], string> = { vapi: "VAPI", twilio: "Twilio" };

const STATES: Record<CallEvent["state"], [string, string]> = {
  handled: ["handled", "text-muted"],
  pending: ["waits its turn", "text-amber-on-soft"],
  parked: ["waits for something missing", "text-amber-on-soft"],
  dead: ["given up", "text-coral-on-soft"],
  rejected: ["rejected", "text-coral-on-soft"],
};

/** For staff: what the providers sent about the call, as the outbox keeps it. */
export function CallEvents({ events }: { events: CallEvent[] }) {
  const zone = useZone();
  return (
    <details id="events" className="card p-4 sm:p-5" open>
      <summary className="cursor-pointer text-[15px] font-semibold">
        Events received <span className="num font-normal text-muted">{events.length}</span>
      </summary>
      {events.length === 0 && <p className="mt-2 text-[13px] text-muted">No provider has sent anything yet.</p>}
      <ol className="mt-3 space-y-2 text-[13px]">
        {events.map((event) => {
          const [state, look] = STATES[event.state];
          return (
            <li key={event.id}>
              <p className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate">
                  {PROVIDERS[event.provider]} {event.type}
                </span>
                <time dateTime={event.receivedAt} className="num shrink-0 text-xs text-muted">
                  {formatExactTime(event.receivedAt, zone)}
                </time>
              </p>
              <p className={clsx("text-xs", look)}>
                {state}
                {event.attempts !== null && event.attempts > 1 && `, ${event.attempts} tries`}
                {event.lastError && `: ${event.lastError}`}
              </p>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
