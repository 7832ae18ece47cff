import type { CallStats } from "@callflex/contracts/api/calls";
import { hourOfDay, type Zone } from "~/lib/format.ts";

/** @returns the greeting of the hour at the organization's place */
export function greeting(now: number, zone: Zone, name: string): string {
  const hour = hourOfDay(now, zone);
  const part = hour < 5 || hour >= 18 ? "evening" : hour < 12 ? "morning" : "afternoon";
  return `Good ${part}, ${name.trim().split(/\s+/)[0] ?? ""}`;
}

/** Says in a sentence how the day goes and what waits. */
export function daySentence({ today, openInboxItems }: Pick<CallStats, "today" | "openInboxItems">): string {
  const calls =
    today.calls === 0
      ? "No finished calls yet today."
      : `${today.calls} ${today.calls === 1 ? "call" : "calls"} today, ${
          today.missed === 0 ? "none missed" : `${today.missed} missed`
        }.`;
  const waiting =
    openInboxItems === 0
      ? "Nothing waits for you."
      : `${openInboxItems} ${openInboxItems === 1 ? "item waits" : "items wait"} for you.`;
  return `${calls} ${waiting}`;
}
