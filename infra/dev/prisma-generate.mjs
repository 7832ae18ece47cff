// Generates the Prisma client. `prisma generate` asks for the schema engine, a download that it never calls:
// any existing executable satisfies it, so machines without that download work too.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
process.env.PRISMA_HIDE_UPDATE_MESSAGE = "1";
process.env.CHECKPOINT_DISABLE = "1";
const prisma = fileURLToPath(import.meta.resolve("prisma/build/index.js"));
const result = spawnSync(process.execPath, [prisma, "generate"], {
  stdio: ["ignore", "pipe", "pipe"],
  encoding: "utf8",
});
if (result.status !== 0) {
  process.stderr.write(`${result.stdout}${result.stderr}\nprisma generate failed\n`);
  process.exit(result.status ?? 1);
}
