import type { Request } from "express";

const DEFAULT_SIZE = 50;
const MOST = 1_000;

/**
 * A page of a Twilio list, in its envelope.
 *
 * @param key member that holds the items
 * @param items all matching ones, in order
 * @param path of the list, without query, as clients address it (`/2010-04-01/…`)
 */
export function twilioPage<T>(
  req: Request,
  key: string,
  items: readonly T[],
  path: string,
  show: (item: T) => unknown,
): Record<string, unknown> {
  const size = Math.max(1, Math.min(MOST, Number(req.query.PageSize ?? DEFAULT_SIZE) || DEFAULT_SIZE));
  const page = Math.max(0, Number(req.query.Page ?? 0) || 0);
  const start = page * size;
  const shown = items.slice(start, start + size);
  const uriOf = (index: number) => {
    const query = new URLSearchParams(req.query as Record<string, string>);
    query.set("PageSize", String(size));
    query.set("Page", String(index));
    return `${path}?${query.toString()}`;
  };
  return {
    [key]: shown.map(show),
    page,
    page_size: size,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: uriOf(page),
    first_page_uri: uriOf(0),
    next_page_uri: start + size < items.length ? uriOf(page + 1) : null,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
  };
}
