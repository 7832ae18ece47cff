import { z } from "zod";
import { HttpProblem } from "../http/problem.ts";
import { definePublicRoute, type Route } from "../http/route.ts";
import type { GoogleSignIn, Redirect } from "./google-sign-in.ts";
import type { AuthDeps } from "./routes.ts";

/** OAuth's parameters are printable ASCII (RFC 6749, appendix A), and short. */
const text = z
  .string()
  .regex(/^[\x20-\x7e]*$/)
  .max(512)
  .optional();

/** A page of the web app: a path, which browsers can't take for another site's address. */
const next = z
  .string()
  .max(1000)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, "must be a path of this site, like /calls");

function redirect({ location, cookies }: Redirect) {
  return { body: undefined, headers: { Location: location, "Set-Cookie": cookies } };
}

/** Sign-in by way of Google, where it is configured. */
export function googleRoutes({ google }: Pick<AuthDeps, "google">): Route[] {
  function configured(): GoogleSignIn {
    if (google) return google;
    throw new HttpProblem("not_found", "Signing in with Google isn't set up here. Use your password.");
  }

  return [
    definePublicRoute({
      method: "get",
      path: "/auth/google",
      operationId: "signInWithGoogle",
      tag: "auth",
      summary: "Sign in with Google",
      description:
        "For browsers: leads to Google, and from there back. Who is new gets an account without an organization; who signed up with the same address keeps theirs, if the address is confirmed on both sides.",
      query: z.strictObject({ next: next.optional().describe("Where to end, a path of the web app") }),
      success: {
        status: 303,
        description: "The way to Google",
        headers: { Location: "Google's page", "Set-Cookie": "Binds the answer to this browser" },
      },
      problems: [404],
      handler: async ({ query, req }) => redirect(await configured().begin(query.next ?? "/", req)),
    }),
    definePublicRoute({
      method: "get",
      path: "/auth/google/callback",
      operationId: "finishGoogleSignIn",
      tag: "auth",
      summary: "Where Google leads back to",
      description:
        "Ends on the page that was asked for, or on /login with `error`: google_cancelled, google_not_linked, google_email_not_verified, google_two_factor or google_failed.",
      query: z.object({ code: text, state: text, error: text, error_description: text, iss: text }),
      success: {
        status: 303,
        description: "The way into the web app",
        headers: { Location: "A page of the web app", "Set-Cookie": "The session cookie" },
      },
      problems: [404],
      async handler({ query, req }) {
        const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
        return redirect(await configured().finish(Object.fromEntries(given), req));
      },
    }),
  ];
}
