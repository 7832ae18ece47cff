import { z } from "zod";

const E164 = /^\+[1-9]\d{6,14}$/;

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
export const destinationSchema = z
  .looseObject({
    type: z.enum(["number", "sip", "assistant"]),
    number: z.string().optional(),
    sipUri: z.string().optional(),
    numberE164CheckEnabled: z.boolean().optional(),
    message: z.union([z.string(), z.looseObject({})]).optional(),
  })
  .refine(
    ({ type, number, numberE164CheckEnabled = true }) =>
      type !== "number" || !numberE164CheckEnabled || E164.test(number ?? ""),
    {
      path: ["number"],
      error:
        "must be a valid phone number in the E.164 format. Hot tip, you may be missing the country code (eg. US: +1)",
    },
  );
