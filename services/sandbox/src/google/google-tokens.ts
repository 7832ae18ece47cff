import { createHash, generateKeyPairSync, sign } from "node:crypto";

/** A person at Google, as tokens and user info tell of them. */
export interface GooglePerson {
  email: string;
  name: string;
  emailVerified: boolean;
}

/** The claims about a person; the subject stays the same for an address. */
export function claimsOf({ email, name, emailVerified }: GooglePerson) {
  const hex = createHash("sha256").update(email.toLowerCase()).digest("hex");
  return { sub: BigInt(`0x${hex.slice(0, 17)}`).toString(), email, email_verified: emailVerified, name };
}

/** Signs ID tokens with a key that is made anew at each start. */
export interface IdTokens {
  /** The public key, as at `/jwks`. */
  jwks: { keys: Record<string, unknown>[] };
  /** A signed token with these claims, which holds for an hour. */
  sign(claims: Record<string, unknown>): string;
}

export function createIdTokens(): IdTokens {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = createHash("sha256")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest("hex")
    .slice(0, 16);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    jwks: { keys: [{ ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] },
    sign(claims) {
      const now = Math.floor(Date.now() / 1000);
      const signed = `${part({ alg: "RS256", typ: "JWT", kid })}.${part({ ...claims, iat: now, exp: now + 3600 })}`;
      return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
  };
}
