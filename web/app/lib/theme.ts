import { useFetcher, useRouteLoaderData } from "@remix-run/react";

export const THEMES = ["light", "dark", "system"] as const;
export type Theme = (typeof THEMES)[number];

/** @returns whether a value names a theme */
export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/**
 * Runs before the first paint and whenever the system changes: the server already sets the class for a chosen theme and
 * can't know the system's.
 */
export const SYSTEM_THEME_SCRIPT = `(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const theme = root.dataset.theme;
    root.classList.toggle("dark", theme === "dark" || (theme === "system" && dark.matches));
  };
  apply();
  dark.addEventListener("change", apply);
  new MutationObserver(apply).observe(root, { attributeFilter: ["data-theme"] });
})();`;

/** Key of the fetcher that changes the theme, so that every part of the page sees the change at once. */
export const THEME_FETCHER = "theme";

/** @returns the theme in force, the new one as soon as it is chosen */
export function useTheme(): Theme {
  const root = useRouteLoaderData<{ theme: Theme }>("root");
  const fetcher = useFetcher({ key: THEME_FETCHER });
  const chosen = fetcher.formData?.get("theme");
  return isTheme(chosen) ? chosen : (root?.theme ?? "system");
}
