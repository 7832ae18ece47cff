import { CalendarClock, MessageSquareText, PhoneForwarded } from "lucide-react";
import { TalkingBars } from "~/components/ui/talking-bars.tsx";

const POINTS = [
  [PhoneForwarded, "Puts urgent calls through to the right person"],
  [MessageSquareText, "Takes messages and schedules callbacks"],
  [CalendarClock, "Writes down every word, as it is spoken"],
] as const;

/** What CallFlex does, beside the forms of wide windows. */
export function Claim() {
  return (
    <aside className="relative hidden flex-col justify-center overflow-hidden bg-stage px-16 text-stage-ink lg:flex">
      <div aria-hidden className="stage-glow pointer-events-none absolute -top-32 right-0 size-[44rem] rounded-full" />
      <div className="relative max-w-md">
        <TalkingBars className="h-9" />
        <p className="mt-8 text-3xl leading-tight font-semibold tracking-tight text-balance">
          Every call picked up, day and night.
        </p>
        <ul className="mt-8 space-y-4 text-stage-muted">
          {POINTS.map(([Icon, text]) => (
            <li key={text} className="flex items-center gap-3">
              <Icon className="size-4 shrink-0 text-live" aria-hidden />
              {text}
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}
