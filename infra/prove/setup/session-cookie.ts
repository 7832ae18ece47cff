import { createHmac } from "node:crypto";

/** The session's token with its signature, as better-auth puts it into the cookie and takes it as Bearer. */
export function signedToken(token: string, secret: string): string {
  return `${token}.${createHmac("sha256", secret).update(token).digest("base64")}`;
}

/** The Cookie header of a session. */
export function sessionCookie(token: string, secret: string): string {
  return `callflex.session_token=${encodeURIComponent(signedToken(token, secret))}`;
}
