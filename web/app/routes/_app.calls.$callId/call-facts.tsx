import type { CallDetail } from "@callflex/contracts/api/calls";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { endedReasonInWords } from "~/lib/call-words.ts";
import { formatDuration, formatExactTime, formatNumber, formatPhone } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";

const SENTIMENTS = { positive: "Positive", neutral: "Neutral", negative: "Negative" } as const;
const DIRECTIONS = { inbound: "Incoming call", outbound: "Outgoing call", web: "Call from the browser" } as const;

/** What is known about the call, one line each; what is not known is left out. */
export function CallFacts({ call }: { call: CallDetail }) {
  const zone = useZone();
  const facts: [string, ReactNode][] = [["Kind", DIRECTIONS[call.direction]]];
  if (call.callerNumber) {
    facts.push([
      "Caller",
      <FactLink key="caller" to={`/calls?${new URLSearchParams({ caller: call.callerNumber })}`}>
        {formatPhone(call.callerNumber)}
      </FactLink>,
    ]);
  }
  if (call.phoneNumber) {
    facts.push([
      "Called",
      <FactLink key="number" to={`/calls?phoneNumberId=${call.phoneNumber.id}`}>
        {call.phoneNumber.label ?? formatPhone(call.phoneNumber.e164)}
      </FactLink>,
    ]);
  }
  if (call.forwardedFrom) facts.push(["Forwarded from", formatPhone(call.forwardedFrom)]);
  if (call.assistant) {
    facts.push([
      "Answered by",
      <FactLink key="assistant" to={`/assistants/${call.assistant.id}`}>
        {call.assistant.name}
      </FactLink>,
    ]);
  }
  if (call.answeredAt) facts.push(["Answered at", formatExactTime(call.answeredAt, zone)]);
  if (call.durationSeconds !== null) facts.push(["Length", formatDuration(call.durationSeconds)]);
  if (call.billedSeconds !== null) facts.push(["Billed", billed(call.billedSeconds, zone.locale)]);
  if (call.endedReason) facts.push(["Ended because", endedReasonInWords(call.endedReason)]);
  if (call.sentiment) facts.push(["Mood", SENTIMENTS[call.sentiment]]);
  if (call.success !== null) facts.push(["Caller was helped", call.success ? "Yes" : "No"]);
  if (call.stallCount > 0) facts.push(["Pauses of the assistant", String(call.stallCount)]);
  if (call.cost) facts.push(["Provider's cost", money(call.cost, zone.locale)]);
  return (
    <section className="card p-4 sm:p-5" aria-labelledby="facts">
      <h2 id="facts" className="text-[15px] font-semibold">
        Facts
      </h2>
      <dl className="mt-3 space-y-2 text-[13px]">
        {facts.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="num text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function FactLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="underline decoration-line-strong underline-offset-2 hover:decoration-ink">
      {children}
    </Link>
  );
}

function billed(seconds: number, locale: string): string {
  if (seconds === 0) return "Nothing";
  return `${formatNumber(Math.round(seconds / 6) / 10, locale)} min`;
}

function money({ micros, currency }: { micros: number; currency: string }, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 4 }).format(micros / 1e6);
}
