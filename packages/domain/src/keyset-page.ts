import { decodeCursor, encodeCursor } from "@callflex/db/cursor";
import { Prisma } from "@callflex/db/prisma";
import { z } from "zod";

const position = z.strictObject({ list: z.string(), time: z.iso.datetime(), id: z.uuid() });

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
 * @throws {InvalidCursorError} the cursor is damaged, or of another list
 */
export function behindCursor(
  cursor: string | undefined,
  options: { list: string; time: Prisma.Sql; id: Prisma.Sql; newest: "first" | "last" },
): Prisma.Sql {
  if (!cursor) return Prisma.sql`true`;
  const { list, time, id, newest } = options;
  const after = decodeCursor(position.extend({ list: z.literal(list) }), cursor);
  const beyond = newest === "first" ? Prisma.sql`<` : Prisma.sql`>`;
  // The row comparison alone prunes no partition; the plain one beside it does.
  return Prisma.sql`${time} ${beyond}= ${after.time}::timestamptz
    AND (${time}, ${id}) ${beyond} (${after.time}::timestamptz, ${after.id}::uuid)`;
}

/**
 * Makes the page of rows that were read one more than fit.
 *
 * @param list its name, which the cursor carries so that no other list takes it
 * @param rows at most `limit + 1`, in the list's order
 */
export function keysetPage<R extends KeysetRow, T>(
  rows: R[],
  { list, limit }: { list: string; limit: number },
  toItem: (row: R) => T,
): { data: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(toItem),
    nextCursor: rows.length > page.length && last ? encodeCursor({ list, time: last.position, id: last.id }) : null,
  };
}
