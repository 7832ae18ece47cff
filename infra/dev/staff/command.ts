import { parseArgs } from "node:util";
import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { setStaff } from "@callflex/domain/accounts/set-staff";

/** What the person typed can't be carried out; the message says how it is meant. */
export class UsageError extends Error {
  override name = "UsageError";
}

export const USAGE = `Make somebody staff, who sees costs and workflows in the organizations that they belong to, or take it back.

  npm run staff:grant -- <e-mail address of their account>
  npm run staff:grant -- --revoke <e-mail address of their account>`;

function readArgs(args: string[]): { email: string; revoke: boolean } {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { revoke: { type: "boolean", default: false } },
    });
    const [email, ...more] = positionals;
    if (!email?.includes("@") || more.length > 0) throw new UsageError("Name one account by its e-mail address.");
    return { email, revoke: values.revoke };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

/**
 * Carries out `npm run staff:grant`.
 *
 * @param pool of the role that migrates, or of an administrator
 * @param args what was typed behind it
 * @returns the text to print: what was done
 * @throws {UsageError} also when there is no such account
 */
export async function runStaffCommand(pool: Pool, args: string[]): Promise<string> {
  if (args.length === 0) return USAGE;
  const { email, revoke } = readArgs(args);
  const done = await transaction(pool, (tx) => setStaff(tx, { email, isStaff: !revoke }));
  if (done.kind === "unknown") throw new UsageError(`There is no account with the address ${email}. Sign up first.`);
  if (done.kind === "unchanged") return `Nothing to do: ${done.email} ${revoke ? "isn't staff" : "is staff already"}.`;
  return revoke
    ? `${done.email} isn't staff any more. It holds from the next request.`
    : `${done.email} is staff now. It holds from the next request.`;
}
