import { useState } from "react";

interface Seen {
  key: string;
  ids: Set<string>;
  fresh: Set<string>;
}

/**
 * Tells which rows came in while the list was on the screen.
 *
 * @param ids of the rows shown now
 * @returns those that were not there before the list last changed; none where all of them are new (another page)
 */
export function useFreshIds(ids: string[]): Set<string> {
  const key = ids.join();
  const [seen, setSeen] = useState<Seen>(() => ({ key, ids: new Set(ids), fresh: new Set() }));
  if (seen.key === key) return seen.fresh;
  const added = ids.filter((id) => !seen.ids.has(id));
  const fresh = new Set(added.length < ids.length ? added : []);
  setSeen({ key, ids: new Set(ids), fresh });
  return fresh;
}
