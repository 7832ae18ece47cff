import { answerOf } from "./client.ts";

/** What we ask for at once. */
const PAGE_SIZE = 1_000;
/** What VAPI gives by default. How much it gives at most isn't documented, but a page below this is the last one. */
const DEFAULT_PAGE_SIZE = 100;

interface Page {
  limit: number;
  createdAtLe?: string;
  createdAtGe?: string;
}

/**
 * Reads a whole list of VAPI: plain arrays, newest first, with bounds of time instead of cursors. The bound of the next
 * page includes what the last page ended with, since two things may be made in the same millisecond.
 *
 * @param list asks for one page
 * @param madeAfter leaves out what is older
 * @throws {ProviderError}
 */
export async function listAll<T extends { id: string; createdAt: string }>(
  list: (page: Page) => PromiseLike<T[]>,
  madeAfter?: Date,
): Promise<T[]> {
  const all = new Map<string, T>();
  const createdAtGe = madeAfter?.toISOString();
  let createdAtLe: string | undefined;
  for (;;) {
    const page = await answerOf(list({ limit: PAGE_SIZE, createdAtLe, createdAtGe }));
    const known = all.size;
    for (const item of page) all.set(item.id, item);
    if (page.length < DEFAULT_PAGE_SIZE || all.size === known) return [...all.values()];
    createdAtLe = page.at(-1)?.createdAt;
  }
}
