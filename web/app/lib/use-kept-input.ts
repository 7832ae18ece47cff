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
    // The first look of the browser is the server's; what is kept here comes right after it.
    const timer = setTimeout(() => {
      const input = readKept(key);
      if (input) setFound({ key, input });
    });
    return () => clearTimeout(timer);
  }, [key]);
  return {
    kept: found?.key === key ? found.input : null,
    keep: (value: unknown) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // The browser keeps nothing here; typing goes on without it.
      }
    },
  };
}

function readKept(key: string): Record<string, unknown> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as Record<string, unknown> | null;
  } catch {
    // The browser keeps nothing here, or what it kept is damaged: the form stays as it was loaded.
    return null;
  }
}
