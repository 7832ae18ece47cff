import { isTheme, type Theme } from "./theme.ts";

const COOKIE = "callflex_theme";

/** @returns the theme that the visitor chose, `system` if none */
export function readTheme(request: Request): Theme {
  for (const part of request.headers.get("cookie")?.split(/;\s*/) ?? []) {
    const [name, value] = part.split("=");
    if (name === COOKIE && isTheme(value)) return value;
  }
  return "system";
}

/** @returns the Set-Cookie header that keeps the choice for a year */
export function themeCookie(theme: Theme): string {
  return `${COOKIE}=${theme}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`;
}
