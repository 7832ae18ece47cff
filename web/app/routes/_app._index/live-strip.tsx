import type { ActiveCall } from "@callflex/contracts/api/calls";
import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { PhoneIncoming } from "lucide-react";
import { CallTimer } from "~/components/calls/call-timer.tsx";
import { TalkingBars } from "~/components/ui/talking-bars.tsx";
import { callerTitle, whatHappened } from "~/lib/call-words.ts";
import { useActiveCalls } from "~/lib/live/active-calls.tsx";
import { useOnline } from "~/lib/live/live-provider.tsx";

/** Most calls shown as tiles; the others are counted. */
const TILES = 3;

/** The one dark block of the page: the calls that are running, with what was said last. */
export function LiveStrip({ now }: { now: number }) {
  const { data, total } = useActiveCalls();
  const shown = data.slice(0, TILES);
  return (
    <section aria-label="Calls in progress" className="relative overflow-hidden rounded-card bg-stage text-stage-ink">
      <div
        aria-hidden
        className="stage-glow pointer-events-none absolute -top-24 right-0 h-64 w-[36rem] rounded-full"
      />
      <div className="relative flex flex-col gap-4 p-4 sm:p-5 lg:flex-row lg:items-stretch lg:gap-6">
        <Count total={total} />
        {shown.length === 0 ? (
          <NoCalls />
        ) : (
          <ul className="no-bar -mx-4 flex min-h-[96px] min-w-0 flex-1 snap-x snap-mandatory scroll-px-4 gap-3 overflow-x-auto px-4 md:mx-0 md:grid md:grid-cols-2 md:overflow-visible md:px-0 xl:grid-cols-3">
            {shown.map((call, index) => (
              <Tile key={call.id} call={call} now={now} wide={shown.length === 1} third={index === 2} />
            ))}
            {shown.length < TILES && <ReadyTile />}
          </ul>
        )}
      </div>
      {total > shown.length && (
        <p className="relative px-5 pb-4 text-xs">
          <Link to="/calls" className="text-stage-muted underline hover:text-stage-ink">
            {total - shown.length} more running now
          </Link>
        </p>
      )}
    </section>
  );
}

function Count({ total }: { total: number }) {
  const online = useOnline();
  return (
    <div className="flex shrink-0 items-center gap-3 lg:w-44 lg:flex-col lg:items-start lg:justify-between lg:gap-2">
      <p className="flex items-center gap-2 text-[13px] font-medium text-stage-muted">
        <span aria-hidden className={clsx("relative size-2 rounded-full", online ? "live-dot bg-live" : "bg-amber")} />
        {online ? "Live now" : "Reconnecting…"}
      </p>
      <p className="ml-auto flex items-baseline gap-2 lg:ml-0" data-testid="active-calls" aria-live="polite">
        <span className="num text-2xl leading-none font-semibold tracking-tight lg:text-[40px]">{total}</span>
        <span className="text-[13px] text-stage-muted">active {total === 1 ? "call" : "calls"}</span>
      </p>
    </div>
  );
}

function NoCalls() {
  return (
    <div className="flex min-h-[96px] flex-1 items-center gap-4 rounded-xl border border-dashed border-stage-line p-4">
      <PhoneIncoming className="size-5 shrink-0 text-stage-muted" aria-hidden />
      <p className="text-[13px] text-stage-muted">
        <span className="block font-medium text-stage-ink">Nobody is on the line right now.</span>
        Call one of your numbers: the conversation appears here as it is spoken.
      </p>
    </div>
  );
}

/** Fills the row of wide windows. */
function ReadyTile() {
  return (
    <li className="hidden items-center justify-center gap-2 rounded-xl border border-dashed border-stage-line text-[13px] text-stage-muted xl:flex">
      <PhoneIncoming className="size-4" aria-hidden />
      Ready for the next call
    </li>
  );
}

function Tile(props: { call: ActiveCall; now: number; wide: boolean; third: boolean }) {
  const { call, now, wide, third } = props;
  return (
    <li
      className={clsx(
        "relative flex w-[84%] shrink-0 snap-start flex-col gap-2.5 rounded-xl bg-white/[0.06] p-3 ring-1 ring-white/[0.06] ring-inset",
        "transition-colors hover:bg-white/[0.1] md:w-auto",
        wide && "w-full md:col-span-2",
        third && "md:max-xl:hidden",
      )}
    >
      <p className="flex items-baseline gap-2">
        <Link
          to={`/calls/${call.id}`}
          className="truncate font-medium outline-offset-4 outline-live after:absolute after:inset-0 after:rounded-xl after:content-['']"
        >
          {callerTitle(call)}
        </Link>
        <span className="shrink-0 text-xs text-stage-muted">
          <CallTimer call={call} start={now} />
        </span>
        {call.assistant && (
          <span className="ml-auto truncate text-xs text-stage-muted">with {call.assistant.name}</span>
        )}
      </p>
      <div className="mt-auto flex items-center gap-2.5">
        <TalkingBars className="shrink-0" />
        <p className="line-clamp-2 text-xs">
          {call.lastLine ? (
            <>
              <span className="text-stage-muted">
                {call.lastLine.speaker === "caller" ? "Caller: " : `${call.assistant?.name ?? "Assistant"}: `}
              </span>
              {call.lastLine.text}
            </>
          ) : (
            whatHappened(call)
          )}
        </p>
      </div>
    </li>
  );
}
