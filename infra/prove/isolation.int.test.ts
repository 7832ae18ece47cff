import { createTestDatabase } from "@callflex/testing/postgres";
import { expect, test } from "vitest";
import { proveIsolation } from "./isolation/prove-isolation.ts";

test("nobody gets at what isn't theirs, and each wall that is taken away is missed", { timeout: 300_000 }, async () => {
  const database = await createTestDatabase();
  try {
    const { findings, counts, ok } = await proveIsolation(database, { short: true });
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
    for (const [what, count] of Object.entries(counts)) {
      if (what !== "findings" && !what.startsWith("permissions that")) expect([what, count]).not.toEqual([what, 0]);
    }
  } finally {
    await database.drop();
  }
});
