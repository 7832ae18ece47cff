import { z } from "zod";

/** `server` of an assistant, a number or a tool. Unknown keys stay: the older `secret` still works at run time. */
export const serverSchema = z.looseObject({
  url: z.url({ protocol: /^https?$/, error: "must be a URL address" }).optional(),
  timeoutSeconds: z.number().min(1).max(300).optional(),
  credentialId: z.string().nullish(),
  headers: z.record(z.string(), z.unknown()).optional(),
  backoffPlan: z
    .looseObject({
      maxRetries: z.number().min(0).max(10).optional(),
      baseDelaySeconds: z.number().min(0).max(10).optional(),
    })
    .optional(),
});

/** A place to forward calls to. */
export const destinationSchema = z.looseObject({
  type: z.enum(["number", "sip", "assistant"]),
  number: z.string().optional(),
  sipUri: z.string().optional(),
  message: z.union([z.string(), z.looseObject({})]).optional(),
});
