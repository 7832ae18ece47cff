/** How long the ingress believes what it knows of an organization's secrets: a new one is known everywhere after it. */
export const SECRETS_KNOWN_FOR_MS = 30_000;

/**
 * How long the ingress still takes a secret after another one took its place: longer than VAPI repeats a delivery (five times,
 * 20 s each), and than calls last that began before.
 */
export const OLD_SECRET_ACCEPTED_FOR_MS = 60 * 60_000;
