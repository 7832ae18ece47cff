import type { RouteExplanation } from "@callflex/contracts/api/number-routing";
import type { RouteStep } from "@callflex/contracts/routing";
import { clsx } from "clsx";
import { Bot, MessageSquareText, PhoneForwarded, Volume2, type LucideIcon } from "lucide-react";
import { formatDateTime, formatPhone } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";

const ICONS: Record<RouteExplanation["answer"]["kind"], LucideIcon> = {
  assistant: Bot,
  forward: PhoneForwarded,
  take_message: MessageSquareText,
  say: Volume2,
};

const TITLES: Record<RouteExplanation["answer"]["kind"], string> = {
  assistant: "An assistant answers",
  forward: "Another telephone rings",
  take_message: "A message is taken",
  say: "The call is not taken",
};

/** The answer first, then each question that led to it. */
export function Explanation({ explanation, caller }: { explanation: RouteExplanation; caller: string | null }) {
  const zone = useZone();
  const { answer, steps, notes, at } = explanation;
  const Icon = ICONS[answer.kind];
  return (
    <section className="card min-w-0 overflow-hidden" aria-labelledby="answer">
      <div className="flex gap-4 bg-brand-soft px-4 py-5 text-brand-on-soft sm:px-6" aria-live="polite">
        <Icon className="mt-1 size-5 shrink-0" aria-hidden />
        <div className="min-w-0">
          <p className="num text-[13px]">
            {caller ? formatPhone(caller) : "A hidden number"} calls on {formatDateTime(at, zone)}
          </p>
          <h2 id="answer" className="mt-0.5 text-lg font-semibold">
            {TITLES[answer.kind]}
          </h2>
          <p className="mt-1 text-sm break-words">{answer.words}</p>
        </div>
      </div>
      <div className="px-4 py-5 sm:px-6">
        <h3 className="text-[13px] font-medium text-muted">How that comes about</h3>
        <ol className="mt-3">
          {steps.map((step, index) => (
            <Step key={step.question} step={step} last={index === steps.length - 1} />
          ))}
        </ol>
        <ul className="mt-5 space-y-1 border-t pt-4 text-[13px] text-muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Step({ step, last }: { step: RouteStep; last: boolean }) {
  return (
    <li className="relative flex gap-4 pb-4 last:pb-0">
      {!last && <span className="absolute top-4 bottom-0 left-[5px] w-px bg-line" aria-hidden />}
      <span
        className={clsx("mt-1.5 size-[11px] shrink-0 rounded-full", step.decided ? "bg-brand" : "bg-line-strong")}
        aria-hidden
      />
      <div className="min-w-0 text-sm">
        <p>
          <span className="font-medium">{step.asked}</span> <span className="text-ink-2">{step.found}</span>
        </p>
        {step.decided && <p className="mt-0.5 text-[13px] text-muted">{step.decided}</p>}
      </div>
    </li>
  );
}
