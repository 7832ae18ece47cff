import { apiKeyCreateRequest } from "@callflex/contracts/api/api-keys";
import { apiKeyScope } from "@callflex/contracts/permissions";
import { z } from "zod";

/** How long a key lives, in days; "" is for ever. */
export const LIFETIMES = [
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "A year"],
  ["", "Doesn’t expire"],
] as const;

/** One ticked box comes as a text, several as a list. */
const ticked = z.preprocess(
  (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
  z.array(apiKeyScope).min(1, "Choose at least one scope"),
) as unknown as z.ZodArray<typeof apiKeyScope>;

/** A new API key as a form. */
export const keyForm = z.strictObject({
  name: apiKeyCreateRequest.shape.name,
  scopes: ticked,
  days: z.enum(LIFETIMES.map(([value]) => value) as ["30", "90", "365", ""]).default(""),
});

const DAY_MS = 86_400_000;

/**
 * Makes the API's request of a form.
 *
 * @param now milliseconds since 1970
 */
export function keyRequest({ name, scopes, days }: z.output<typeof keyForm>, now: number) {
  return { name, scopes, expiresAt: days ? new Date(now + Number(days) * DAY_MS).toISOString() : null };
}
