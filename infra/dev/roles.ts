import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier, escapeLiteral } from "pg";

/** Roles that sign in; `callflex_owner` owns every object and never does. */
export const LOGIN_ROLES = ["migrate", "auth", "app", "service"] as const;

/** A password for each role that signs in. */
export type RolePasswords = Record<(typeof LOGIN_ROLES)[number], string>;

/** A connection string for each role that signs in. */
export type RoleUrls = Record<(typeof LOGIN_ROLES)[number], string>;

/** What the tables and queries use; making an extension is the administrator's right. */
const EXTENSIONS = ["uuid-ossp", "pg_trgm", "btree_gin", "citext"];

/** Roles belong to the whole server: two that make them at once would collide. */
const LOCK = 4_205_301;

/** Passwords that nobody has to remember. */
export function randomPasswords(): RolePasswords {
  const password = () => randomBytes(24).toString("base64url");
  return { migrate: password(), auth: password(), app: password(), service: password() };
}

/**
 * The connection strings of the roles for the database that the administrator's names.
 *
 * @param adminUrl connection string of the administrator
 * @param passwords as given to `createRoles`
 * @param host replaces host and port, for a way through a pooler
 */
export function roleUrls(adminUrl: string, passwords: RolePasswords, host?: string): RoleUrls {
  const urlOf = (role: keyof RolePasswords) => {
    const url = new URL(adminUrl);
    url.username = `callflex_${role}`;
    url.password = passwords[role];
    if (host) url.host = host;
    return url.toString();
  };
  return { migrate: urlOf("migrate"), auth: urlOf("auth"), app: urlOf("app"), service: urlOf("service") };
}

async function createRole(admin: Client, name: string, attributes: string): Promise<void> {
  const { rowCount } = await admin.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  await admin.query(`${rowCount ? "ALTER" : "CREATE"} ROLE ${escapeIdentifier(name)} ${attributes}`);
}

/** Row-level security doesn't hold for such a role, so a server that has one under our names is refused. */
async function refusePowerfulRoles(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>(
    "SELECT rolname FROM pg_roles WHERE rolname LIKE 'callflex\\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole)",
  );
  if (rows.length === 0) return;
  const names = rows.map((row) => row.rolname).join(", ");
  throw new Error(`${names} may pass by row-level security: take SUPERUSER, BYPASSRLS and CREATEROLE away first.`);
}

/** Rights on the database itself; they aren't copied when a database is cloned from a template. */
async function openDatabase(admin: Client, name: string): Promise<void> {
  const database = escapeIdentifier(name);
  await admin.query(`ALTER DATABASE ${database} OWNER TO callflex_owner`);
  await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await admin.query(
    `GRANT CONNECT ON DATABASE ${database} TO callflex_migrate, callflex_auth, callflex_app, callflex_service`,
  );
}

/**
 * Makes the roles of CallFlex, gives the database to their owner and adds the extensions. Safe to repeat; the passwords
 * are set anew each time.
 *
 * `callflex_migrate` acts as `callflex_owner` from its first statement, so everything it makes belongs to that role.
 *
 * @param adminUrl connection string of an administrator (CREATEROLE is enough) on the database to prepare
 * @param passwords one for each role that signs in
 * @throws when a role under one of these names may pass by row-level security, or the administrator lacks a right
 */
export async function createRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query("BEGIN");
    await admin.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await createRole(admin, "callflex_owner", "NOLOGIN");
    for (const role of LOGIN_ROLES) {
      await createRole(admin, `callflex_${role}`, `LOGIN PASSWORD ${escapeLiteral(passwords[role])}`);
    }
    await refusePowerfulRoles(admin);
    // An administrator without SUPERUSER gives the database away only to a role it is a member of.
    await admin.query("GRANT callflex_owner TO CURRENT_USER");
    await admin.query("GRANT callflex_owner TO callflex_migrate");
    await admin.query("ALTER ROLE callflex_migrate SET role = 'callflex_owner'");
    const { rows } = await admin.query<{ name: string }>("SELECT current_database() AS name");
    await openDatabase(admin, rows[0]!.name);
    for (const extension of EXTENSIONS) {
      await admin.query(`CREATE EXTENSION IF NOT EXISTS ${escapeIdentifier(extension)}`);
    }
    await admin.query("COMMIT");
  } finally {
    await admin.end();
  }
}

/**
 * Makes a database that belongs to `callflex_owner`, unless it is there already.
 *
 * @param adminUrl connection string of the administrator, on another database of the server
 * @param name of the new database
 * @param template database to copy, with nobody connected to it
 * @returns the administrator's connection string for the database
 */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<string> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) {
      const copy = template ? ` TEMPLATE ${escapeIdentifier(template)} STRATEGY file_copy` : "";
      await admin.query(`CREATE DATABASE ${escapeIdentifier(name)}${copy}`);
    }
    if (template) await openDatabase(admin, name);
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/**
 * Removes a database, ending whatever is still connected to it.
 *
 * @param adminUrl connection string of the administrator, on another database of the server
 * @param name of the database; a missing one is fine
 */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}
