import type { PrismaTx } from "@callflex/db/prisma";

/** All industries in the order in which people choose among them. */
export function listIndustries(tx: PrismaTx): Promise<{ slug: string; name: string; description: string }[]> {
  return tx.industry.findMany({
    select: { slug: true, name: true, description: true },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
  });
}
