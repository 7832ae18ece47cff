import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { Link } from "@remix-run/react";
import { PhoneCall } from "lucide-react";
import { TestCallButton } from "~/components/test-calls/test-call-button.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { CopyButton } from "~/components/ui/copy-button.tsx";
import { formatPhone } from "~/lib/format.ts";

/** The number to dial: large while nobody called it, then beside the way on. */
export function NumberToCall({ number, called }: { number: PhoneNumber; called: boolean }) {
  if (called) {
    return (
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-brand/40 bg-brand-soft/50 p-4 sm:p-5">
        <p className="mr-auto min-w-0">
          <span className="num font-semibold">{formatPhone(number.e164)}</span> is answered day and night from now on.
        </p>
        <Link to={`/numbers/${number.id}`} className={buttonClass({ variant: "outline" })}>
          About this number
        </Link>
        <Link to="/" className={buttonClass()}>
          Go to your overview
        </Link>
      </div>
    );
  }
  return (
    <section
      aria-label="Number to call"
      className="relative overflow-hidden rounded-card bg-stage p-6 text-center text-stage-ink sm:p-10"
    >
      <span
        aria-hidden
        className="stage-glow pointer-events-none absolute -top-24 left-1/2 h-64 w-[36rem] -translate-x-1/2 rounded-full"
      />
      <div className="relative">
        <p className="inline-flex items-center gap-2 text-[13px] text-stage-muted">
          <span aria-hidden className="live-dot relative size-2 rounded-full bg-live" />
          Waiting for your call
        </p>
        <p className="num mt-3 text-[32px] leading-tight font-semibold tracking-[-0.03em] sm:text-5xl">
          {formatPhone(number.e164)}
        </p>
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          <a href={`tel:${number.e164}`} className={buttonClass({ size: "sm" }, "sm:hidden")}>
            <PhoneCall className="size-4" aria-hidden />
            Call now
          </a>
          <CopyButton text={number.e164} label="Copy number" />
          {number.assistant && (
            <TestCallButton
              assistantId={number.assistant.id}
              phoneNumberId={number.id}
              className="h-8! px-3! text-[13px]!"
            >
              No phone at hand? Talk here
            </TestCallButton>
          )}
        </div>
      </div>
    </section>
  );
}
