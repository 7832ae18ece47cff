import { z } from "zod";

const provider = z.enum(["vapi", "twilio", "resend"]);
const share = z.number().min(0).max(1);
const milliseconds = z.number().int().min(0).max(120_000);

const requestFault = z.strictObject({
  provider: provider.describe("whose API misbehaves"),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional().describe("only this method; default: all"),
  path: z.string().startsWith("/").optional().describe("only paths that contain this text, e.g. /Messages.json"),
  latencyMs: milliseconds.optional().describe("wait before the request is handled"),
  failNext: z.number().int().min(0).max(1_000_000).optional().describe("fail this many requests, then stop"),
  failRate: share.optional().describe("share of requests that fail"),
  status: z
    .union([z.number().int().min(400).max(599), z.literal("disconnect")])
    .default(500)
    .describe("HTTP status of the failure, or disconnect: the connection is cut without an answer"),
  effect: z
    .enum(["before", "after"])
    .default("before")
    .describe("before: nothing happened; after: it happened, and only the answer is lost"),
});

const webhookFault = z.strictObject({
  provider: provider.describe("whose webhooks misbehave"),
  type: z.string().min(1).optional().describe("only webhooks of this type; default: all"),
  delayMs: milliseconds.optional().describe("hold each one back for this long"),
  reorderMs: milliseconds.optional().describe("hold each one back for a random time up to this, so that they overtake"),
  dropNext: z.number().int().min(0).max(1_000_000).optional().describe("don't send this many, then stop"),
  dropRate: share.optional().describe("share that is never sent"),
  duplicates: z.number().int().min(0).max(20).optional().describe("send each one this many times more"),
  duplicateRate: share.optional().describe("share that is sent twice"),
});

/** What goes wrong on purpose: the body of PUT /sandbox/faults. */
export const faultPlanSchema = z.strictObject({
  requests: z.array(requestFault).max(100).default([]).describe("faults of the providers' APIs"),
  webhooks: z.array(webhookFault).max(100).default([]).describe("faults of the webhooks that the sandbox sends"),
  outages: z.array(provider).default([]).describe("providers whose whole API answers 503"),
  resendPerSecond: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .default(null)
    .describe("requests a second until Resend answers 429; null: no limit (Resend's own is 5)"),
});

/** Everything that goes wrong on purpose. */
export type FaultPlan = z.output<typeof faultPlanSchema>;
/** A fault of a provider's API. */
export type RequestFault = FaultPlan["requests"][number];
/** A fault of outgoing webhooks. */
export type WebhookFault = FaultPlan["webhooks"][number];

/** Nothing goes wrong. */
export const noFaults: FaultPlan = { requests: [], webhooks: [], outages: [], resendPerSecond: null };
