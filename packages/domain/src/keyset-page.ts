import { decodeCursor, encodeCursor } from "@callflex/db/cursor";
import { Prisma } from "@callflex/db/prisma";
import { z } from "zod";

const position = z.strictObject({ createdAt: z.iso.datetime(), id: z.uuid() });

/** A row of a list that is ordered by time and id. */
export interface KeysetRow {
  id: string;
  /** The time with the database's microseconds, see {@link exactTime}. */
  position: string;
}

/** A column's time as text with its microseconds, which a JavaScript Date cuts off. */
export function exactTime(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/**
 * The condition that leaves the rows behind the cursor, of a list with the newest first or last.
 *
 * @throws {InvalidCursorError} the cursor is damaged
 */
export function behindCursor(
  cursor: string | undefined,
  options: { time: Prisma.Sql; id: Prisma.Sql; newest: "first" | "last" },
): Prisma.Sql {
  if (!cursor) return Prisma.sql`true`;
  const after = decodeCursor(position, cursor);
  const { time, id, newest } = options;
  const beyond = newest === "first" ? Prisma.sql`<` : Prisma.sql`>`;
  // The row comparison alone prunes no partition; the plain one beside it does.
  return Prisma.sql`${time} ${beyond}= ${after.createdAt}::timestamptz
    AND (${time}, ${id}) ${beyond} (${after.createdAt}::timestamptz, ${after.id}::uuid)`;
}

/**
 * Makes the page of rows that were read one more than fit.
 *
 * @param rows at most `limit + 1`, in the list's order
 */
export function keysetPage<R extends KeysetRow, T>(
  rows: R[],
  limit: number,
  toItem: (row: R) => T,
): { data: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(toItem),
    nextCursor: rows.length > page.length && last ? encodeCursor({ createdAt: last.position, id: last.id }) : null,
  };
}
