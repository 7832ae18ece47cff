import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "../common.ts";

/**
 * How far a webhook key is: made and not in use yet, in use, replaced but still accepted for deliveries that are under way,
 * refused.
 */
export const vapiCredentialState = z.enum(["preparing", "in_use", "replaced", "retired"]);

/** A key by which phone calls' deliveries are proved. The key itself is never shown. */
export const vapiCredential = z.object({
  id,
  state: vapiCredentialState,
  createdAt: instant,
  inUseSince: instant.nullable(),
  /** When a replaced key is refused, or was. */
  acceptedUntil: instant.nullable(),
});
export type VapiCredential = z.infer<typeof vapiCredential>;

export const vapiCredentialListQuery = pageQuery;
export const vapiCredentialList = pageOf(vapiCredential);
export type VapiCredentialList = z.infer<typeof vapiCredentialList>;

export const rotationAccepted = z.object({ requestedAt: instant });
export type RotationAccepted = z.infer<typeof rotationAccepted>;
