/** Something that changed, for the page. `id` is null when a whole part was cleared. */
export interface Change {
  part: string;
  id: string | null;
}

/** Tells listeners what changed. */
export interface ChangeBus {
  publish(change: Change): void;
  /** @returns a function that ends the subscription */
  subscribe(listener: (change: Change) => void): () => void;
}

/** Makes a change bus. Listeners are called at once and must not throw. */
export function createChangeBus(): ChangeBus {
  const listeners = new Set<(change: Change) => void>();
  return {
    publish: (change) => {
      for (const listener of listeners) listener(change);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
