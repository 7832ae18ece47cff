import { createTestDatabase } from "@callflex/testing/postgres";
import { expect, test } from "vitest";
import { proveSecrets } from "./secrets/prove-secrets.ts";

test(
  "secrets and what people say are in no log, history, search attribute or error answer",
  { timeout: 300_000 },
  async () => {
    const database = await createTestDatabase();
    try {
      const { findings, counts } = await proveSecrets(database, { short: true });
      expect(findings).toEqual([]);
      for (const [what, count] of Object.entries(counts)) {
        if (what !== "findings") expect([what, count]).not.toEqual([what, 0]);
      }
    } finally {
      await database.drop();
    }
  },
);
