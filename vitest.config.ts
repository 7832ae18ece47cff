import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const EVERYWHERE = ["packages", "services", "web", "infra", "prisma"];
const NEVER = ["**/node_modules/**", "**/build/**", "**/dist/**", ".data/**"];

/** The test files of one kind, by the ending of their names. */
function files(ending: string): string[] {
  return EVERYWHERE.map((folder) => `${folder}/**/*.${ending}`);
}

export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("web/app", import.meta.url)) } },
  esbuild: { jsx: "automatic" },
  test: {
    pool: "forks",
    maxWorkers: 2,
    css: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: files("test.{ts,tsx}"),
          exclude: [...NEVER, ...files("{int,e2e}.test.{ts,tsx}")],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: files("int.test.ts"),
          exclude: NEVER,
          globalSetup: "infra/dev/vitest/integration.setup.ts",
          // To load everything anew for each file takes longer than the tests.
          isolate: false,
          // Many of them wait for a retry or for a killed process most of the time.
          maxWorkers: 3,
          // Killed processes and full machines have their moods; who needs the second try is named at the end of `npm test`.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["infra/e2e/**/*.e2e.test.ts"],
          exclude: NEVER,
          globalSetup: "infra/dev/vitest/e2e.setup.ts",
          setupFiles: "infra/e2e/tell-what-is-shown.ts",
          // One stack and one browser at a time: two cores are busy enough with those.
          fileParallelism: false,
          // A browser on a busy machine has its moods; who needs the second try is named at the end of `npm test`.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
