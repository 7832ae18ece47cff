import { createTestDatabase } from "@callflex/testing/postgres";
import { expect, test } from "vitest";
import { proveSignatures } from "./signatures/prove-signatures.ts";

test("the ingress takes deliveries from whom they should come, and from nobody else", async () => {
  const database = await createTestDatabase();
  try {
    const { findings, counts } = await proveSignatures(database, { short: true });
    expect(findings).toEqual([]);
    expect(counts["kinds"]).toBeGreaterThan(40);
  } finally {
    await database.drop();
  }
});
