import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { CLONE } from "./servers/places.ts";

/** Roles that sign in; `callflex_owner` owns every object and never does. */
export const LOGIN_ROLES = ["migrate", "auth", "app", "service"] as const;

/** A password for each role that signs in. */
export type RolePasswords = Record<(typeof LOGIN_ROLES)[number], string>;

/** A connection string for each role that signs in. */
export type RoleUrls = Record<(typeof LOGIN_ROLES)[number], string>;

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
 */
export function roleUrls(adminUrl: string, passwords: RolePasswords): RoleUrls {
  const urlOf = (role: keyof RolePasswords) => {
    const url = new URL(adminUrl);
    url.username = `callflex_${role}`;
    url.password = passwords[role];
    return url.toString();
  };
  return { migrate: urlOf("migrate"), auth: urlOf("auth"), app: urlOf("app"), service: urlOf("service") };
}

/** The same SQL files that psql runs in docker-compose.yml; `:'name'` is psql's way to quote a variable. */
function readSql(file: string, variables: Record<string, string> = {}): string {
  const sql = readFileSync(path.join(CLONE, "infra/docker/postgres", file), "utf8");
  return sql.replaceAll(/:'(\w+)'/g, (_, name: string) => escapeLiteral(variables[name]!));
}

/** Runs statements in one transaction, as `psql --single-transaction` does. */
async function runSql(adminUrl: string, ...statements: string[]): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(["BEGIN", ...statements, "COMMIT"].join(";\n"));
  } finally {
    await admin.end();
  }
}

/**
 * Makes the roles of CallFlex, gives the database to their owner and adds the extensions. Safe to repeat; the passwords
 * are set anew each time.
 *
 * @param adminUrl connection string of an administrator (CREATEROLE is enough) on the database to prepare
 * @param passwords one for each role that signs in
 * @throws when a role under one of these names may pass by row-level security, or the administrator lacks a right
 */
export async function createRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  const variables = Object.fromEntries(LOGIN_ROLES.map((role) => [`${role}_password`, passwords[role]]));
  await runSql(adminUrl, readSql("roles.sql", variables), readSql("database.sql"));
}

/**
 * Makes a database, unless it is there already. A copy of a template belongs to `callflex_owner`, as the template does.
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
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const databaseUrl = url.toString();
  if (template) await runSql(databaseUrl, readSql("database.sql"));
  return databaseUrl;
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
