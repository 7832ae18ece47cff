import { spawnSync } from "node:child_process";

/** Ids of the user that Postgres runs as. */
export interface ServerUser {
  uid: number;
  gid: number;
}

function idOf(kind: "-u" | "-g"): number | undefined {
  const answer = spawnSync("id", [kind, "postgres"], { encoding: "utf8" });
  return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : undefined;
}

/**
 * Postgres refuses to run as root: root runs it as the system user `postgres`, which is made where it is missing.
 *
 * @returns the user to run as, or undefined for the user of this process
 * @throws when the user is missing and can't be made
 */
export function postgresUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (idOf("-u") === undefined) {
    const made = spawnSync("useradd", ["--system", "--user-group", "--shell", "/bin/sh", "postgres"], {
      encoding: "utf8",
    });
    if (made.status !== 0 && idOf("-u") === undefined) {
      throw new Error(
        `Postgres refuses to run as root and the user "postgres" can't be made: ${made.stderr || made.error?.message}. ` +
          `Make that user, run this as an ordinary user, or set DATABASE_URL to a server of your own.`,
      );
    }
  }
  const uid = idOf("-u");
  const gid = idOf("-g");
  if (uid === undefined || gid === undefined) throw new Error(`The user "postgres" can't be looked up with "id".`);
  return { uid, gid };
}
