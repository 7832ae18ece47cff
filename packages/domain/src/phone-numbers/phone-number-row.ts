import type { PhoneNumber, PhoneNumberRemedy } from "@callflex/contracts/api/phone-numbers";
import type { Prisma } from "@callflex/db/prisma";

/** What is read with a number. */
export const withAssistant = {
  assistant: { select: { id: true, name: true, deletedAt: true } },
} satisfies Prisma.PhoneNumberInclude;

/** A number as Prisma reads it. */
export type PhoneNumberRow = Prisma.PhoneNumberGetPayload<{ include: typeof withAssistant }>;

/**
 * Whether a person's retry can help: a way that waits for one or that nobody is on any more, or a failed one that another try may lead to its end. What
 * somebody else has bought can't be had by trying again.
 */
export function canRetry(
  row: Pick<PhoneNumberRow, "state" | "lastError" | "lastErrorRemedy" | "cleanupError" | "workflowId">,
): boolean {
  if (row.cleanupError !== null) return true;
  if (row.state === "releasing") return row.lastErrorRemedy !== null || row.workflowId === null;
  return row.state === "failed" && row.lastErrorRemedy !== "choose_another_number";
}

/** A number as the API shows it. */
export function toPhoneNumber(row: PhoneNumberRow): PhoneNumber {
  const { assistant } = row;
  const { monthlyPriceMinor: minor, monthlyPriceCurrency: currency } = row;
  return {
    id: row.id,
    e164: row.e164,
    label: row.label,
    state: row.state as PhoneNumber["state"],
    country: row.country,
    numberType: row.numberType as PhoneNumber["numberType"],
    city: row.city,
    region: row.region,
    canText: row.canText,
    textingState: row.textingState as PhoneNumber["textingState"],
    monthlyPrice: minor === null || currency === null ? null : { minor, currency },
    assistant: assistant && !assistant.deletedAt ? { id: assistant.id, name: assistant.name } : null,
    fallbackNumber: row.fallbackNumber,
    lastError: row.lastError,
    remedy: row.lastErrorRemedy as PhoneNumberRemedy | null,
    needsCleanup: row.cleanupError !== null,
    canRetry: canRetry(row),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    activatedAt: row.activatedAt?.toISOString() ?? null,
    releasedAt: row.releasedAt?.toISOString() ?? null,
  };
}
