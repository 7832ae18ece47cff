import { useEffect, useState } from "react";

/**
 * Keeps what is typed into a form in this tab, so that a reload doesn't lose it.
 *
 * @param key names the form, and what it is about
 * @returns what was kept, null before the browser was asked and where nothing is kept; and a function that keeps the newest input
 */
export function useKeptInput(key: string) {
  const [found, setFound] = useState<{ key: string; input: Record<string, unknown> } | null>(null);
  useEffect(() => {
    try {
      const text = sessionStorage.getItem(key);
      if (text) setFound({ key, input: JSON.parse(text) as Record<string, unknown> });
    } catch {
      // The browser keeps nothing here, or what it kept is damaged: the form stays as it was loaded.
    }
  }, [key]);
  return {
    kept: found?.key === key ? found.input : null,
    keep(value: unknown) {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // The same: typing goes on without it.
      }
    },
  };
}
