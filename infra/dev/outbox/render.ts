import type { OutboxEventDetail } from "@callflex/domain/outbox/find-event";
import type { OutboxEntry } from "@callflex/domain/outbox/list-deliveries";

const MAX_CELL_LENGTH = 60;

/** Text without what could steer the terminal; line breaks stay. */
function harmless(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, " ");
}

/** One short line. */
function plain(text: string): string {
  const line = harmless(text).replaceAll(/\s+/g, " ");
  return line.length > MAX_CELL_LENGTH ? `${line.slice(0, MAX_CELL_LENGTH - 1)}…` : line;
}

function time(moment: Date | null): string {
  return moment ? moment.toISOString().replace("T", " ").slice(0, 19) : "";
}

/** Events as a table, the newest first; with a hint where there are none. */
export function renderList(entries: OutboxEntry[]): string {
  if (entries.length === 0) return "No event matches.";
  const table = [
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
  ];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
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
