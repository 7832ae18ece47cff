import type { Request } from "express";

const DEFAULT_LIMIT = 20;
const MOST = 100;

/**
 * A page of a Resend list: `limit`, and `after` or `before` an id.
 *
 * @param items newest first
 */
export function resendList<T extends { id: string }>(req: Request, items: readonly T[], show: (item: T) => unknown) {
  const limit = Math.max(1, Math.min(MOST, Number(req.query.limit ?? DEFAULT_LIMIT) || DEFAULT_LIMIT));
  const indexOf = (id: unknown) => items.findIndex((item) => item.id === id);
  const start = req.query.after ? indexOf(req.query.after) + 1 : 0;
  const end = req.query.before ? Math.max(0, indexOf(req.query.before)) : items.length;
  const from = req.query.before ? Math.max(0, end - limit) : start;
  const page = items.slice(from, Math.min(end, from + limit));
  const hasMore = req.query.before ? from > 0 : from + limit < end;
  return { object: "list", has_more: hasMore, data: page.map(show) };
}
