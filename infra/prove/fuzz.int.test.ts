import { createTestDatabase } from "@callflex/testing/postgres";
import { expect, test } from "vitest";
import { proveFuzz } from "./fuzz/prove-fuzz.ts";

test("nothing that comes over HTTP breaks API or ingress", { timeout: 300_000 }, async () => {
  const database = await createTestDatabase();
  try {
    const { findings, counts } = await proveFuzz(database, { short: true });
    expect([counts["seed"], findings]).toEqual([counts["seed"], []]);
    for (const [what, count] of Object.entries(counts)) {
      if (what !== "findings") expect([what, count]).not.toEqual([what, 0]);
    }
  } finally {
    await database.drop();
  }
});
