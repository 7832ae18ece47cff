import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "../common.ts";
import { apiKeyScope, permission } from "../permissions.ts";

export const apiKey = z.object({
  id,
  name: z.string(),
  /** The key's first letters, by which people tell keys apart. */
  prefix: z.string(),
  scopes: z.array(permission),
  createdBy: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  /** To the minute. */
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

export const apiKeyListQuery = pageQuery;
export const apiKeyList = pageOf(apiKey);
export type ApiKeyList = z.infer<typeof apiKeyList>;

export const apiKeyCreateRequest = z.strictObject({
  name: z.string().trim().min(1, "Name the key after what it is for").max(60),
  scopes: z
    .array(apiKeyScope)
    .min(1, "Choose at least one scope")
    .transform((scopes) => [...new Set(scopes)]),
  /** Null for a key that doesn't expire. */
  expiresAt: instant.nullable().default(null),
});
export type ApiKeyCreateRequest = z.infer<typeof apiKeyCreateRequest>;

/** The only answer that holds the key itself. */
export const apiKeyCreated = apiKey.extend({ key: z.string() });
export type ApiKeyCreated = z.infer<typeof apiKeyCreated>;
