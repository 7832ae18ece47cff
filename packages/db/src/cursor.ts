import { z } from "zod";

/** A cursor that this server did not give out, or not for this list. */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";
  constructor() {
    super("The cursor is not valid here. Start again from the first page.");
  }
}

/**
 * Makes the opaque text that names the last row of a page by its sort keys.
 *
 * @param position the row's sort keys. Times as text with the database's microseconds (a JavaScript Date cuts them off,
 *   and the row after the cut would come twice or never).
 */
export function encodeCursor(position: Readonly<Record<string, string | number>>): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * Reads what {@link encodeCursor} made.
 *
 * @param schema the list's sort keys
 * @throws InvalidCursorError when the text is damaged or comes from another list
 */
export function decodeCursor<T extends z.ZodType>(schema: T, cursor: string): z.infer<T> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) throw new InvalidCursorError();
    throw cause;
  }
}
