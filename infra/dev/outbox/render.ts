import type { OutboxEventDetail } from "@callflex/domain/outbox/find-event";
import type { OutboxEntry } from "@callflex/domain/outbox/list-deliveries";
import { harmless, plain, renderTable, time } from "../render-table.ts";

/** Events as a table, the newest first; with a hint where there are none. */
export function renderList(entries: OutboxEntry[]): string {
  if (entries.length === 0) return "No event matches.";
  return renderTable([
    ["EVENT", "RECEIVED (UTC)", "PROVIDER", "TYPE", "STATE", "TRIES", "KEY", "LAST ERROR"],
    ...entries.map((entry) => [
      entry.id,
      time(entry.receivedAt),
      entry.provider,
      plain(entry.type),
      entry.state ?? "handled",
      entry.attempts === null ? "" : String(entry.attempts),
      plain(entry.eventKey),
      plain(entry.lastError ?? ""),
    ]),
  ]);
}

function renderBody(body: Buffer): string {
  const text = body.toString("utf8");
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return [...new URLSearchParams(text)].map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join("\n");
  }
}

/** Everything that is kept of one event, its body made readable. */
export function renderEvent(event: OutboxEventDetail): string {
  const facts: [string, string | null][] = [
    ["Event", event.id],
    ["Received", `${time(event.receivedAt)} UTC`],
    ["Provider", `${event.provider}, scope ${event.scope}`],
    ["Type", event.type],
    ["Key", event.eventKey],
    ["Revision", event.revision || null],
    ["Organization", event.organizationId],
    ["In order with", event.orderingKey],
    ["State", event.state ?? "handled"],
    ["Tries", event.attempts === null ? null : String(event.attempts)],
    ["Due", event.availableAt ? `${time(event.availableAt)} UTC` : null],
    ["Claimed until", event.claimedUntil ? `${time(event.claimedUntil)} UTC` : null],
    ["Waits for", event.waitingFor],
    ["Last error", event.lastError],
  ];
  const lines = facts.filter(([, value]) => value).map(([name, value]) => `${name.padEnd(14)}${value}`);
  return harmless([...lines, "", renderBody(event.body)].join("\n"));
}
