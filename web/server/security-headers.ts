import { randomBytes } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import helmet from "helmet";

const YEAR_SECONDS = 31_536_000;

/** Where the browser's side of a spoken conversation talks to: VAPI's web SDK carries sound by Daily. */
const VOICE_HOSTS = "https://*.daily.co wss://*.daily.co";

/** The page on which somebody speaks with an assistant; it is loaded anew for that, so that it alone has this policy. */
function isVoicePage({ path, query }: Request): boolean {
  return path.startsWith("/test-calls/") && query["talk"] === "voice";
}

/**
 * Gives each answer a fresh nonce and the security headers. Scripts and style sheets run only from this origin or with
 * the nonce; React writes `style` attributes, so those are allowed.
 *
 * In development Vite injects style tags without a nonce and talks over a web socket; a nonce would switch
 * 'unsafe-inline' off, so it is left out there.
 *
 * @param options.development loosens what Vite needs
 * @param options.https sends Strict-Transport-Security
 * @param options.voice lets the page of a spoken conversation reach what carries its sound
 * @returns handlers that put the nonce into `res.locals.nonce`
 */
export function securityHeaders(options: { development: boolean; https: boolean; voice: boolean }): RequestHandler[] {
  const nonce = (_req: unknown, res: unknown) => `'nonce-${(res as Response).locals.nonce}'`;
  const headers = helmet({
    strictTransportSecurity: options.https && { maxAge: YEAR_SECONDS, includeSubDomains: true },
    // Links in mails carry secrets: no request tells more than our origin. "no-referrer" would empty Origin, which forms need.
    referrerPolicy: { policy: "strict-origin" },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonce, "'strict-dynamic'"],
        styleSrcElem: options.development ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        mediaSrc: ["'self'", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: [
          "'self'",
          ...(options.development ? ["ws:"] : []),
          (req) => (options.voice && isVoicePage(req as Request) ? VOICE_HOSTS : ""),
        ],
        workerSrc: ["'self'", (req) => (options.voice && isVoicePage(req as Request) ? "blob:" : "")],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
  });
  return [
    (_req, res, next) => {
      res.locals.nonce = randomBytes(16).toString("base64");
      next();
    },
    headers,
  ];
}
