import { z } from "zod";
import { e164, id, instant, pageOf, pageQuery } from "../common.ts";
import { driftKind, driftState } from "../drift.ts";

/** Something of the organization's that stands otherwise on the telephone side than here. */
export const driftFinding = z.object({
  id,
  kind: driftKind,
  state: driftState,
  /** What it is about; both null for the connection as a whole, and for what has no row here. */
  phoneNumber: z.object({ id, e164, label: z.string().nullable() }).nullable(),
  assistant: z.object({ id, name: z.string() }).nullable(),
  /** True while it is being put right without a person. */
  repairing: z.boolean(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  resolvedAt: instant.nullable(),
});
export type DriftFinding = z.infer<typeof driftFinding>;

export const driftFindingListQuery = pageQuery.extend({ state: driftState.optional() });
export const driftFindingList = pageOf(driftFinding);
export type DriftFindingList = z.infer<typeof driftFindingList>;

/** A person may only put an open finding aside, and take it up again. */
export const driftFindingPatch = z.strictObject({ state: z.enum(["ignored", "open"]) });
export type DriftFindingPatch = z.infer<typeof driftFindingPatch>;

/** The latest comparison: `unfinished` was asked for and hasn't ended in the time that it takes at most. */
export const driftScan = z.object({
  state: z.enum(["never", "running", "finished", "unfinished"]),
  requestedAt: instant.nullable(),
  /** When the organization was compared last, asked for or not. */
  finishedAt: instant.nullable(),
});
export type DriftScan = z.infer<typeof driftScan>;
