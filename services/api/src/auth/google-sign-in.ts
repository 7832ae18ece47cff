import { setTimeout } from "node:timers/promises";
import type { Request } from "express";
import { HttpProblem } from "../http/problem.ts";
import { authHeaders } from "./auth-headers.ts";
import type { Auth } from "./better-auth.ts";

/** Where a browser is sent next, and with which cookies. */
export interface Redirect {
  location: string;
  cookies: string[];
}

/** Sign-in by way of Google. */
export interface GoogleSignIn {
  /**
   * Begins: the way to Google.
   *
   * @param next page of the web app to end at, a path
   * @throws {HttpProblem} 503 when Google can't be reached
   */
  begin(next: string, req: Request): Promise<Redirect>;
  /** Ends, with what Google says: on the page that was asked for, signed in; or on the sign-in page with the reason. */
  finish(query: Record<string, string>, req: Request): Promise<Redirect>;
}

const START_MS = 10_000;

/** What the sign-in page is told, by better-auth's codes and those of google-rules.ts. */
const REASONS: Record<string, string> = {
  access_denied: "google_cancelled",
  account_not_linked: "google_not_linked",
  email_not_verified: "google_email_not_verified",
  two_factor: "google_two_factor",
};

function unreachable(): HttpProblem {
  return new HttpProblem("unavailable", "Google can't be reached for the moment. Sign in with your password.", {
    headers: { "Retry-After": "30" },
  });
}

/**
 * @param createGoogleAuth makes better-auth with Google. It is made at the first use and apart from the one that everything
 *   else works with: it asks Google when it starts, and nobody else's sign-in may wait for that
 * @param publicWebUrl where browsers see the product
 */
export function createGoogleSignIn(createGoogleAuth: () => Auth, publicWebUrl: string): GoogleSignIn {
  let made: Auth | undefined;
  async function ready(): Promise<Auth> {
    const auth = (made ??= createGoogleAuth());
    const started = await Promise.race([auth.$context, setTimeout(START_MS, null, { ref: false })]);
    if (!started) throw unreachable();
    return auth;
  }

  return {
    async begin(next, req) {
      const auth = await ready();
      const { headers, response } = await auth.api
        .signInSocial({
          body: { provider: "google", callbackURL: new URL(next, publicWebUrl).toString(), disableRedirect: true },
          headers: authHeaders(req),
          returnHeaders: true,
        })
        .catch((error: unknown) => {
          throw new HttpProblem("unavailable", unreachable().message, {
            headers: { "Retry-After": "30" },
            cause: error,
          });
        });
      if (!response.url) throw unreachable();
      return { location: response.url, cookies: headers.getSetCookie() };
    },
    async finish(query, req) {
      const auth = await ready();
      const answer = await auth.api.callbackOAuth({
        method: "GET",
        params: { id: "google" },
        query,
        headers: authHeaders(req),
        asResponse: true,
      });
      const target = new URL(answer.headers.get("location") ?? "/login?error=failed", publicWebUrl);
      const error = target.searchParams.get("error");
      const failed = target.pathname === "/login" && error !== null;
      if (!failed && target.origin === new URL(publicWebUrl).origin) {
        return { location: target.toString(), cookies: answer.headers.getSetCookie() };
      }
      const login = new URL("/login", publicWebUrl);
      login.searchParams.set("error", REASONS[error ?? ""] ?? "google_failed");
      return { location: login.toString(), cookies: [] };
    },
  };
}
