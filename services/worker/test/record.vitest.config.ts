import { defineConfig } from "vitest/config";

/** Runs record-histories.record.ts, with the servers of the integration tests. */
export default defineConfig({
  test: {
    root: new URL("../../..", import.meta.url).pathname,
    include: ["services/worker/test/record-histories.record.ts"],
    globalSetup: "infra/dev/vitest/integration.setup.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
