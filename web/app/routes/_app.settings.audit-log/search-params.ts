import type { AuditLogQuery } from "@callflex/contracts/api/audit-log";
import { id } from "@callflex/contracts/common";
import { parseDate } from "@internationalized/date";
import { z } from "zod";

const shape = {
  action: z.string().regex(/^[a-z_]+\.([a-z_]+|\*)$/),
  actorId: id,
  from: z.iso.date(),
  to: z.iso.date(),
  cursor: z.string().min(1).max(500),
} as const;

/** What the address of the audit log asks for. Days are the organization's, both inclusive. */
export type AuditSearch = Partial<Record<keyof typeof shape, string>>;

/** Reads the filters from the address; what is damaged or unknown is left out. */
export function readAuditSearch(search: URLSearchParams): AuditSearch {
  const read: AuditSearch = {};
  for (const [name, part] of Object.entries(shape)) {
    const parsed = part.safeParse(search.get(name) ?? undefined);
    if (parsed.success) read[name as keyof AuditSearch] = parsed.data;
  }
  return read;
}

/**
 * Makes the query of the API's audit log.
 *
 * @param timezone IANA zone in which the days begin
 */
export function auditQuery({ from, to, ...same }: AuditSearch, timezone: string): AuditLogQuery {
  const startOf = (day: string, daysLater: number) =>
    parseDate(day).add({ days: daysLater }).toDate(timezone).toISOString();
  return {
    ...same,
    limit: 50,
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
  };
}
