import { createPool } from "@callflex/db/pool";
import { runDriftCommand, USAGE } from "./drift/command.ts";
import { UsageError } from "./outbox/command.ts";
import { DATA_DIR } from "./servers/places.ts";
import { readRunFile } from "./stack/run-file.ts";

/** The database of the configuration, or else of what `npm start` runs here. */
function databaseUrl(): string {
  return process.env.DATABASE_SERVICE_URL || readRunFile(DATA_DIR).postgres;
}

try {
  const pool = createPool(databaseUrl(), { name: "callflex-drift-command", max: 1 });
  try {
    console.log(await runDriftCommand(pool, process.argv.slice(2)));
  } finally {
    await pool.end();
  }
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : (error as Error).message);
  process.exitCode = 1;
}
