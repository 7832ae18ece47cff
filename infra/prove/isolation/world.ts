import { randomBytes } from "node:crypto";
import type { OrganizationRole } from "@callflex/contracts/enums";
import { apiKeyScopes, type Permission } from "@callflex/contracts/permissions";
import { newId } from "@callflex/db/ids";
import type { Pool } from "@callflex/db/pool";
import { transaction, type Tx } from "@callflex/db/transaction";
import { newApiKeySecret } from "@callflex/domain/api-keys/api-key-secret";
import { insertFullTenant } from "../../../prisma/test/full-tenant.ts";
import { AUTH_SECRET } from "../../../services/api/test/serve-api.ts";
import { sessionCookie } from "../setup/session-cookie.ts";

/** Somebody who can sign in, with the Cookie header of a session. */
export interface Person {
  userId: string;
  /** The session's token, unsigned. */
  token: string;
  cookie: string;
}

/** An organization with people of every role, with a row in every table, and ways to make keys and sessions. */
export interface World {
  organizationId: string;
  /** A word that stands in all its rows and nowhere else. */
  marker: string;
  people: Record<OrganizationRole, Person>;
  /** Belonged to the organization until lately; the session still has it as its own. */
  former: Person;
  /** A session of the owner's that is over. */
  expired: Person;
  /** Keys by the permission that they have or lack, and ones that are worth nothing any more. */
  keys: {
    all: string;
    revoked: string;
    expired: string;
    with: Record<string, string>;
    without: Record<string, string>;
  };
}

/** Where a text of the tenant's own can stand. */
const TEXTS: Record<string, string[]> = {
  invitations: ["email"],
  api_keys: ["name"],
  account_mails: ["recipient", "last_error"],
  assistants: ["name", "prompt", "first_message"],
  knowledge_entries: ["title", "content"],
  assistant_tests: ["name"],
  assistant_test_runs: ["last_error"],
  phone_numbers: ["label"],
  contacts: ["name"],
  calls: ["summary", "caller_name"],
  call_transcripts: ["text"],
  call_transcript_segments: ["text"],
  inbox_items: ["subject", "note"],
  notifications: ["recipient", "last_error"],
  audit_log: ["entity_id"],
};

async function mark(tx: Tx, organizationId: string, marker: string): Promise<void> {
  for (const [table, columns] of Object.entries(TEXTS)) {
    const values = columns.map((column) => `${column} = $2::text`).join(", ");
    await tx.run(`UPDATE ${table} SET ${values} WHERE organization_id = $1`, [organizationId, marker]);
  }
  await tx.run("UPDATE organizations SET name = $2, plan_key = $3 WHERE id = $1", [
    organizationId,
    marker,
    await planWithKeys(tx),
  ]);
}

async function planWithKeys(tx: Tx): Promise<string> {
  const [plan] = await tx.rows<{ key: string }>(
    "SELECT key FROM plans WHERE 'api_keys' = ANY (features) ORDER BY max_members DESC LIMIT 1",
  );
  if (!plan) throw new Error("No plan of the seed includes API keys");
  return plan.key;
}

async function addSession(tx: Tx, userId: string, organizationId: string, expires = "1 day"): Promise<Person> {
  const token = randomBytes(24).toString("base64url");
  await tx.run(
    `INSERT INTO sessions (id, token, user_id, expires_at, active_organization_id)
     VALUES ($1, $2, $3, now() + $4::interval, $5)`,
    [newId(), token, userId, expires, organizationId],
  );
  return { userId, token, cookie: sessionCookie(token, AUTH_SECRET) };
}

async function addUser(tx: Tx, marker: string): Promise<string> {
  const id = newId();
  await tx.run("INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, true)", [
    id,
    marker,
    `${id}@example.test`,
  ]);
  return id;
}

async function addMember(tx: Tx, organizationId: string, marker: string, role: OrganizationRole): Promise<Person> {
  const userId = await addUser(tx, marker);
  await tx.run("INSERT INTO organization_members (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)", [
    newId(),
    organizationId,
    userId,
    role,
  ]);
  return addSession(tx, userId, organizationId);
}

interface NewKey {
  scopes: readonly Permission[];
  /** When the key was revoked or ended, if it was. */
  revokedAt?: Date;
  expiresAt?: Date;
}

/** Makes keys by one statement. @returns the keys in the same order */
async function addKeys(tx: Tx, organizationId: string, wanted: NewKey[]): Promise<string[]> {
  const made = wanted.map((one) => ({ ...one, ...newApiKeySecret(), id: newId() }));
  const rows = made.map(({ id, prefix, hash, scopes, revokedAt, expiresAt }) => ({
    id,
    organization_id: organizationId,
    name: "Probe",
    prefix,
    key_hash: `\\x${hash.toString("hex")}`,
    scopes,
    revoked_at: revokedAt ?? null,
    expires_at: expiresAt ?? null,
  }));
  await tx.run(
    `INSERT INTO api_keys (id, organization_id, name, prefix, key_hash, scopes, revoked_at, expires_at)
     SELECT id, organization_id, name, prefix, key_hash, scopes, revoked_at, expires_at
     FROM jsonb_populate_recordset(NULL::api_keys, $1)`,
    [JSON.stringify(rows)],
  );
  return made.map(({ key }) => key);
}

/** A key for each scope alone, and one for each that has all others. */
async function addAllKeys(tx: Tx, organizationId: string): Promise<World["keys"]> {
  const past = new Date(Date.now() - 60_000);
  const [all, revoked, expired, ...each] = await addKeys(tx, organizationId, [
    { scopes: apiKeyScopes },
    { scopes: apiKeyScopes, revokedAt: past },
    { scopes: apiKeyScopes, expiresAt: past },
    ...apiKeyScopes.map((scope) => ({ scopes: [scope] })),
    ...apiKeyScopes.map((scope) => ({ scopes: apiKeyScopes.filter((other) => other !== scope) })),
  ]);
  const byScope = (keys: string[]) => Object.fromEntries(apiKeyScopes.map((scope, index) => [scope, keys[index]!]));
  return {
    all: all!,
    revoked: revoked!,
    expired: expired!,
    with: byScope(each.slice(0, apiKeyScopes.length)),
    without: byScope(each.slice(apiKeyScopes.length)),
  };
}

/** Makes one more member of a world, signed in. */
export function makePerson(admin: Pool, { organizationId, marker }: World): Promise<Person> {
  return transaction(admin, (tx) => addMember(tx, organizationId, marker, "member"));
}

/**
 * Makes a world.
 *
 * @param admin pool of the administrator, past the tenant wall
 */
export function makeWorld(admin: Pool): Promise<World> {
  return transaction(admin, async (tx) => {
    const { organizationId, userId } = await insertFullTenant(tx);
    const marker = `only-for-${organizationId.slice(-12)}`;
    await mark(tx, organizationId, marker);
    await tx.run("UPDATE users SET name = $2, email_verified = true WHERE id = $1", [userId, marker]);
    await tx.run(
      `INSERT INTO audit_log (id, actor_user_id, actor_kind, action, entity_type, entity_id)
       VALUES ($1, $2, 'user', 'account.probed', 'user', $3)`,
      [newId(), userId, marker],
    );
    const formerId = await addUser(tx, marker);
    return {
      organizationId,
      marker,
      people: {
        owner: await addSession(tx, userId, organizationId),
        admin: await addMember(tx, organizationId, marker, "admin"),
        member: await addMember(tx, organizationId, marker, "member"),
        viewer: await addMember(tx, organizationId, marker, "viewer"),
      },
      former: await addSession(tx, formerId, organizationId),
      expired: await addSession(tx, userId, organizationId, "-1 minute"),
      keys: await addAllKeys(tx, organizationId),
    };
  });
}
