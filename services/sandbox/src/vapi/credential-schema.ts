import { z } from "zod";

const bearer = z.looseObject({
  type: z.literal("bearer"),
  token: z.string().min(1).max(10_000),
  headerName: z.string().optional(),
  bearerPrefixEnabled: z.boolean().optional(),
});

const hmac = z.looseObject({
  type: z.literal("hmac"),
  secretKey: z.string().min(1),
  algorithm: z.enum(["sha256", "sha512", "sha1"]),
  signatureHeader: z.string().optional(),
  timestampHeader: z.string().optional(),
  signaturePrefix: z.string().optional(),
  includeTimestamp: z.boolean().optional(),
  payloadFormat: z.string().optional(),
  messageIdHeader: z.string().optional(),
  signatureEncoding: z.enum(["hex", "base64"]).optional(),
  secretIsBase64: z.boolean().optional(),
});

/** A credential; the sandbox offers webhook credentials, with the two proofs that it can perform. */
export const credentialSchema = z.looseObject({
  provider: z.enum(["webhook"]),
  name: z.string().max(40).optional(),
  authenticationPlan: z.discriminatedUnion("type", [bearer, hmac]),
});
