/**
 * Reads where to go after signing in.
 *
 * @param next the address asked for
 * @returns a path of ours; `/` for everything that could lead to another site
 */
export function safeNext(next: string | null | undefined): string {
  // Browsers read "/\" and "//" as another host, and drop tabs and line breaks before they do.
  return next && /^\/(?![/\\])[^\t\r\n]*$/.test(next) ? next : "/";
}

/** @returns path and query of the page that a request is about */
export function samePage(request: Request): string {
  const url = new URL(request.url);
  // Data requests of a page carry its address with a suffix of Remix's.
  const pathname = url.pathname.replace(/\/_root\.data$/, "/").replace(/\.data$/, "");
  url.searchParams.delete("_routes");
  return pathname + (url.searchParams.size > 0 ? `?${url.searchParams}` : "");
}

/** @returns the sign-in page that leads back to the page asked for */
export function signInPath(request: Request): string {
  const next = samePage(request);
  return next === "/" || request.method !== "GET" ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}
