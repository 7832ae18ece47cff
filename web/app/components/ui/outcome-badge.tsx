import type { CallOutcome, CallStatus } from "@callflex/contracts/enums";
import { callOutcomeLabels, callStatusLabels } from "@callflex/contracts/labels";
import { clsx } from "clsx";
import {
  CalendarClock,
  Check,
  MessageSquareText,
  PhoneForwarded,
  PhoneMissed,
  PhoneOff,
  TriangleAlert,
  Truck,
  type LucideIcon,
} from "lucide-react";

const GOOD = "bg-brand-soft text-brand-on-soft";
const PASSED_ON = "bg-amber-soft text-amber-on-soft";
const LOST = "bg-coral-soft text-coral-on-soft";
const TO_DO = "bg-sky-soft text-sky-on-soft";
const NEUTRAL = "bg-sunken text-ink-2";

const LOOKS: Record<CallOutcome, [LucideIcon, string]> = {
  answered: [Check, GOOD],
  message: [MessageSquareText, TO_DO],
  callback: [CalendarClock, TO_DO],
  callout: [Truck, TO_DO],
  transferred: [PhoneForwarded, PASSED_ON],
  missed: [PhoneMissed, LOST],
  abandoned: [PhoneOff, NEUTRAL],
  refused: [PhoneOff, NEUTRAL],
  failed: [TriangleAlert, LOST],
};

const SHAPE = "inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap";

/** What came of a call, or where it stands while it runs. */
export function OutcomeBadge({ call }: { call: { status: CallStatus; outcome: CallOutcome | null } }) {
  if (call.status !== "ended") {
    return (
      <span className={clsx(SHAPE, "bg-stage text-stage-ink")}>
        <span aria-hidden className="live-dot relative size-1.5 rounded-full bg-live" />
        {callStatusLabels[call.status]}
      </span>
    );
  }
  if (!call.outcome) return <span className={clsx(SHAPE, NEUTRAL)}>Being processed</span>;
  const [Icon, look] = LOOKS[call.outcome];
  return (
    <span className={clsx(SHAPE, look)}>
      <Icon className="size-3" aria-hidden />
      {callOutcomeLabels[call.outcome]}
    </span>
  );
}
