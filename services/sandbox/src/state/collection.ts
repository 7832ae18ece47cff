/** Items by id in the order of their creation; the oldest are dropped beyond the limit. */
export interface Collection<T extends { id: string }> {
  get(id: string): T | undefined;
  /** Adds an item or says that a known one has changed. */
  put(item: T): void;
  delete(id: string): boolean;
  /** All items, oldest first. */
  all(): T[];
  /** All items, newest first. */
  newest(): T[];
  find(matches: (item: T) => boolean): T | undefined;
  size(): number;
  clear(): void;
}

/**
 * Makes a collection.
 *
 * @param limit most items kept
 * @param changed called after each change with the id, or null when everything was cleared
 * @param items what it starts with
 */
export function createCollection<T extends { id: string }>(
  limit: number,
  changed: (id: string | null) => void,
  items: readonly T[] = [],
): Collection<T> {
  const byId = new Map<string, T>(items.map((item) => [item.id, item]));
  return {
    get: (id) => byId.get(id),
    put: (item) => {
      byId.set(item.id, item);
      for (const oldest of byId.keys()) {
        if (byId.size <= limit) break;
        byId.delete(oldest);
      }
      changed(item.id);
    },
    delete: (id) => {
      const existed = byId.delete(id);
      if (existed) changed(id);
      return existed;
    },
    all: () => [...byId.values()],
    newest: () => [...byId.values()].reverse(),
    find: (matches) => {
      for (const item of byId.values()) if (matches(item)) return item;
      return undefined;
    },
    size: () => byId.size,
    clear: () => {
      byId.clear();
      changed(null);
    },
  };
}
