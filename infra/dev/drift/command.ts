import { parseArgs } from "node:util";
import { workflowId } from "@callflex/contracts/workflow";
import { driftStates } from "@callflex/contracts/drift";
import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { enqueueDriftScan } from "@callflex/domain/drift/enqueue-drift-scan";
import { listAllFindings } from "@callflex/domain/drift/list-all-findings";
import { UsageError } from "../outbox/command.ts";
import { renderFindings } from "./render.ts";

export const USAGE = `Compare the providers with the database, and look at what was found.

  npm run drift -- scan
  npm run drift -- list [--state open|ignored|repaired|gone] [--organization <id>] [--nobodys] [--limit 50]`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        state: { type: "string", default: "open" },
        organization: { type: "string" },
        nobodys: { type: "boolean", default: false },
        limit: { type: "string", default: "50" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function scan(pool: Pool): Promise<string> {
  const eventId = await transaction(pool, enqueueDriftScan);
  return `The comparison begins at once, as workflow ${workflowId.driftScan(eventId)}. Look at \`list\` in a minute.`;
}

async function list(pool: Pool, options: ReturnType<typeof readArgs>["values"]): Promise<string> {
  const { organization: organizationId, nobodys } = options;
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError("--limit must be a whole number from 1.");
  const state = driftStates.find((one) => one === options.state);
  if (!state) throw new UsageError(`--state must be one of ${driftStates.join(", ")}.`);
  if (organizationId && !UUID.test(organizationId)) throw new UsageError("--organization takes an organization's id.");
  return renderFindings(
    await listAllFindings(pool, { state, nobodys, limit, ...(organizationId ? { organizationId } : {}) }),
  );
}

/**
 * Carries out one command of `npm run drift`.
 *
 * @param args what was typed behind it
 * @returns the text to print
 * @throws {UsageError}
 */
export async function runDriftCommand(pool: Pool, args: string[]): Promise<string> {
  const { positionals, values } = readArgs(args);
  const [command, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`Too much was said: ${more.join(" ")}`);
  switch (command) {
    case undefined:
    case "help":
      return USAGE;
    case "scan":
      return scan(pool);
    case "list":
      return list(pool, values);
    default:
      throw new UsageError(`There is no command ${command}.`);
  }
}
