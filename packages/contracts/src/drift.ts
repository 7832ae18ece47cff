import { z } from "zod";

/**
 * How what stands at a provider differs from what stands here. `number_…` is about a number as it was bought, `link_…` about
 * how its calls reach us; `number_stuck` is set up or given back for longer than that takes.
 */
export const driftKinds = [
  "number_unowned",
  "number_left_over",
  "number_double",
  "number_missing",
  "number_stuck",
  "number_webhooks_wrong",
  "number_calls_elsewhere",
  "link_unowned",
  "link_left_over",
  "link_missing",
  "link_server_wrong",
  "link_credential_wrong",
  "link_fallback_wrong",
  "link_answers_itself",
  "assistant_unowned",
  "assistant_left_over",
  "assistant_double",
  "assistant_missing",
  "assistant_changed",
  "credential_missing",
  "credential_double",
] as const;
export const driftKind = z.enum(driftKinds);
export type DriftKind = z.infer<typeof driftKind>;

/** The product's own ways by which a difference is put right. */
export type DriftRepair = "relink" | "sync" | "credential";

/** `repaired` by us, `gone` by itself or by somebody else, `ignored` by a person who knows of it. */
export const driftStates = ["open", "ignored", "repaired", "gone"] as const;
export const driftState = z.enum(driftStates);
export type DriftState = z.infer<typeof driftState>;
