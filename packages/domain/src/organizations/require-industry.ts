import type { PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";

/**
 * Lets only industries go on that there are.
 *
 * @throws {DomainError} `invalid`
 */
export async function requireIndustry(tx: PrismaTx, slug: string | null | undefined): Promise<void> {
  if (!slug) return;
  const found = await tx.industry.count({ where: { slug } });
  if (found === 0) throw new DomainError("invalid", `There is no industry "${slug}". Choose one of GET /industries.`);
}
