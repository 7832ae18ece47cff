import { ensureCallPartitions } from "@callflex/db/call-partitions";
import { createPool, type Pool } from "@callflex/db/pool";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { autocommit, transaction } from "@callflex/db/transaction";
import { business, settings } from "./demo/business.ts";
import { refuseForeignDatabase } from "./demo/marker.ts";
import { registerDemo, type Providers } from "./demo/register.ts";
import { HISTORY_DAYS, prepareStage, stageCalls, type DemoTenant } from "./demo/stage.ts";
import { ensureDemoTenant } from "./demo/tenant.ts";
import { writeStagedCalls } from "./demo/write-calls.ts";

/** What the demo is made of. */
export interface DemoOptions extends Omit<Providers, "encryptionKeys"> {
  /** Connection string of the role `callflex_migrate`, unpooled, on a database that start made. */
  migrateUrl: string;
  /**
   * Connection string of a superuser on the same database, for mass: the calls are then written without asking for each
   * row whether what it refers to is there, which is where most of the time goes.
   */
  adminUrl?: string;
  /** As in ENCRYPTION_KEYS. */
  encryptionKeys: string;
  /** Of the demo's sign-in. */
  password: string;
  /** How many calls lie in the last three months; default 500. */
  calls?: number;
  /** The same number tells the same story; default 1. */
  seed?: number;
  /** False leaves out what is spoken, the inbox and the timelines: quick mass for benches. */
  conversations?: boolean;
  /** Told in plain words what is being done. */
  say?: (line: string) => void;
}

/** The demo as people and tools use it. */
export interface Demo {
  email: string;
  password: string;
  organizationId: string;
  userId: string;
  assistantId: string;
  phoneNumberId: string;
  phoneNumber: string;
  /** Calls that this run added. */
  callsAdded: number;
}

/** Calls written in one transaction. */
const CHUNK = 20_000;

/** More people than this don't call a mover in Ohio; it is also how many made-up numbers there are. */
const MOST_CONTACTS = 1_200;

/** One connection, because the stage is made of temporary tables. */
async function onOneConnection<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool(url, { name: "demo", max: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

async function writeHistory(pool: Pool, tenant: DemoTenant, options: DemoOptions): Promise<number> {
  const { calls = 500, seed = 1, conversations = true, say } = options;
  const oldest = new Date(tenant.madeAt.getTime() - (HISTORY_DAYS + 9) * 24 * 3_600_000);
  await ensureCallPartitions(pool, oldest, tenant.madeAt);
  await autocommit(pool, prepareStage);
  const contacts = Math.min(MOST_CONTACTS, Math.max(24, Math.ceil(calls / 6)));
  const [recipient = business.owner.email] = settings.notifications.emails;
  let added = 0;
  for (let first = 1; first <= calls; first += CHUNK) {
    const last = Math.min(calls, first + CHUNK - 1);
    added += await transaction(pool, async (tx) => {
      if (options.adminUrl) await tx.run("SET LOCAL session_replication_role = replica");
      await stageCalls(tx, tenant, { seed, contacts, first, last });
      return writeStagedCalls(tx, tenant, { prefix: `demo-${seed}-`, recipient, conversations });
    });
    if (calls > CHUNK) say?.(`Demo data: ${last} of ${calls} calls`);
  }
  return added;
}

/**
 * Fills a database that start made with a believable organization: its owner's sign-in, an assistant and a number that
 * the providers know, and three months of calls with all that came of them. Safe to repeat: it adds what is missing and
 * registers again what a provider has forgotten.
 *
 * @throws when the database isn't ours, or a provider refuses
 */
export async function demo(options: DemoOptions): Promise<Demo> {
  const { password, migrateUrl, adminUrl = migrateUrl } = options;
  const tenant = await onOneConnection(migrateUrl, async (pool) => {
    await refuseForeignDatabase(pool);
    const made = await transaction(pool, (tx) => ensureDemoTenant(tx, { password, now: new Date() }));
    await registerDemo(pool, made, { ...options, encryptionKeys: parseEncryptionKeys(options.encryptionKeys) });
    return made;
  });
  const callsAdded = await onOneConnection(adminUrl, (pool) => writeHistory(pool, tenant, options));
  const { organizationId, userId, assistantId, phoneNumberId } = tenant;
  const { email } = business.owner;
  return {
    email,
    password,
    organizationId,
    userId,
    assistantId,
    phoneNumberId,
    phoneNumber: business.e164,
    callsAdded,
  };
}
