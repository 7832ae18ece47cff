import { createHash, randomBytes } from "node:crypto";
import express, { Router, type Request } from "express";
import type { Sandbox } from "../sandbox.ts";
import { authorizePage, refusalPage } from "./authorize-page.ts";
import { claimsOf, createIdTokens, type GooglePerson } from "./google-tokens.ts";

/** A code that was given out, and what it was asked with. */
interface Grant {
  person: GooglePerson;
  clientId: string;
  redirectUri: string;
  nonce: string | undefined;
  challenge: string | undefined;
}

type Fields = Record<string, string | undefined>;

/** Who comes: form or query, each field once. */
function fieldsOf(values: unknown): Fields {
  const pairs = Object.entries((values ?? {}) as Record<string, unknown>);
  return Object.fromEntries(pairs.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

function redirectTo(uri: string, values: Fields): string {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(values)) if (value !== undefined) url.searchParams.set(name, value);
  return url.toString();
}

/** Client id and secret from Basic or from the form. */
function clientOf(req: Request, form: Fields): { id: string | undefined; secret: string | undefined } {
  const basic = /^Basic (\S+)$/i.exec(req.get("authorization") ?? "")?.[1];
  if (!basic) return { id: form["client_id"], secret: form["client_secret"] };
  const [id, secret] = Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent);
  return { id, secret };
}

/**
 * Google's sign-in (OpenID Connect, authorization code with PKCE): whoever sits at the page says who they are.
 * After https://developers.google.com/identity/openid-connect/openid-connect.
 */
export function googleRouter(sandbox: Sandbox): Router {
  const client = sandbox.secrets.google;
  const tokens = createIdTokens();
  const grants = new Map<string, Grant>();
  const people = new Map<string, GooglePerson>();
  const address = (path: string) => `${sandbox.publicUrl()}/google${path}`;
  const router = Router();
  router.use(express.urlencoded({ extended: false }));

  /** The request's fault, or null. */
  function faultOf(asked: Fields): string | null {
    if (!client || asked["client_id"] !== client.clientId) return "No client with this id is registered.";
    if (asked["response_type"] !== "code") return "response_type must be code.";
    if (!/^https?:\/\//.test(asked["redirect_uri"] ?? "") || !URL.canParse(asked["redirect_uri"]!))
      return "redirect_uri must be an address.";
    return (asked["scope"] ?? "").split(" ").includes("openid") ? null : "scope must contain openid.";
  }

  router.get("/.well-known/openid-configuration", (_req, res) => {
    res.json({
      issuer: address(""),
      authorization_endpoint: address("/authorize"),
      token_endpoint: address("/token"),
      userinfo_endpoint: address("/userinfo"),
      jwks_uri: address("/jwks"),
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
    });
  });
  router.get("/jwks", (_req, res) => void res.json(tokens.jwks));

  router.get("/authorize", (req, res) => {
    const asked = fieldsOf(req.query);
    const fault = faultOf(asked);
    const given = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined);
    res.status(fault ? 400 : 200).set("cache-control", "no-store");
    res.send(fault ? refusalPage(fault) : authorizePage(Object.fromEntries(given)));
  });
  router.post("/authorize", (req, res) => {
    const form = fieldsOf(req.body);
    const fault = faultOf(form);
    if (fault) return void res.status(400).send(refusalPage(fault));
    const { redirect_uri: redirectUri = "", client_id: clientId = "", state } = form;
    if (form["answer"] === "cancel")
      return res.redirect(303, redirectTo(redirectUri, { error: "access_denied", state }));
    const code = randomBytes(24).toString("base64url");
    const person = {
      email: form["person_email"] ?? "",
      name: form["person_name"] ?? "",
      emailVerified: form["person_verified"] === "yes",
    };
    grants.set(code, { person, clientId, redirectUri, nonce: form["nonce"], challenge: form["code_challenge"] });
    res.redirect(303, redirectTo(redirectUri, { code, state, iss: address("") }));
  });

  router.post("/token", (req, res) => {
    const form = fieldsOf(req.body);
    const { id, secret } = clientOf(req, form);
    if (!client || id !== client.clientId || secret !== client.clientSecret)
      return void res.status(401).json({ error: "invalid_client" });
    const grant = grants.get(form["code"] ?? "");
    grants.delete(form["code"] ?? "");
    const verified = createHash("sha256")
      .update(form["code_verifier"] ?? "")
      .digest("base64url");
    const good =
      grant && grant.redirectUri === form["redirect_uri"] && (!grant.challenge || grant.challenge === verified);
    if (!good) return void res.status(400).json({ error: "invalid_grant" });
    const accessToken = randomBytes(24).toString("base64url");
    people.set(accessToken, grant.person);
    const about = { ...claimsOf(grant.person), ...(grant.nonce ? { nonce: grant.nonce } : {}) };
    res.json({
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: 3599,
      scope: "openid email profile",
      id_token: tokens.sign({ iss: address(""), aud: grant.clientId, azp: grant.clientId, ...about }),
    });
  });

  router.get("/userinfo", (req, res) => {
    const person = people.get((req.get("authorization") ?? "").replace(/^Bearer /i, ""));
    if (person) res.json(claimsOf(person));
    else res.status(401).json({ error: "invalid_token" });
  });
  return router;
}
