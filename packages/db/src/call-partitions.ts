import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import { autocommit, isTransient } from "./transaction.ts";
import type { Pool } from "./pool.ts";

/** The partitioned tables; those that reference calls come first, because rows that are referenced can't be detached. */
const FAMILY = ["call_transcript_segments", "call_transcripts", "call_recordings", "call_actions", "calls"] as const;

/** Tries before a lock that others keep is reported; each waits at most the lock time-out of 3 s. */
const ATTEMPTS = 8;

/** One month's table and what stands in the way of its end. */
interface Partition {
  parent: (typeof FAMILY)[number];
  name: string;
  state: "attached" | "detaching" | "detached";
}

/** What {@link dropCallPartitions} did, table by table. */
export interface DroppedPartitions {
  /** Detaches that an earlier run had left half done. */
  finished: string[];
  detached: string[];
  dropped: string[];
  /** True when another process is at it: then nothing was done here. */
  busy: boolean;
}

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
      await sleep(Math.random() * 100 * 2 ** attempt);
    }
  }
}

function months(from: Date, to: Date): Date[] {
  const list: Date[] = [];
  for (const month = monthOf(from); month <= to; month.setUTCMonth(month.getUTCMonth() + 1)) list.push(new Date(month));
  return list;
}

function monthOf(time: Date): Date {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), 1));
}

/**
 * Makes the monthly partitions (UTC) that cover both times. Safe to run twice and at once. Each month is a transaction of
 * its own that waits at most 3 s for a lock, so that writers never queue behind it for long; it is then tried again.
 *
 * @param pool connections of the role `callflex_service` or `callflex_migrate`
 * @returns how many tables were made
 * @throws the database's error when a lock stays taken through all tries
 */
export async function ensureCallPartitions(pool: Pool, from: Date, to: Date): Promise<number> {
  let made = 0;
  for (const month of months(from, to)) {
    const [row] = await retrying(() =>
      autocommit(pool, (tx) => tx.rows<{ made: number }>("SELECT ensure_call_partitions($1, $1) AS made", [month])),
    );
    made += row?.made ?? 0;
  }
  return made;
}

/**
 * Tables of months that were over at `before`, those that reference calls first. Names and not the parents' lists tell
 * them, so that a table which an earlier run detached but didn't drop is found as well.
 */
async function endedPartitions(client: PoolClient, before: Date): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `SELECT family.parent, child.relname AS name,
            CASE WHEN i.inhrelid IS NULL THEN 'detached' WHEN i.inhdetachpending THEN 'detaching' ELSE 'attached' END AS state
     FROM unnest($1::text[]) WITH ORDINALITY AS family (parent, position)
     JOIN pg_class child ON child.relnamespace = 'public'::regnamespace AND child.relkind = 'r'
      AND child.relname ~ ('^' || family.parent || '_[0-9]{4}_[0-9]{2}$')
     LEFT JOIN pg_inherits i ON i.inhrelid = child.oid
     WHERE right(child.relname, 7) < to_char($2::timestamptz AT TIME ZONE 'UTC', 'YYYY_MM')
     ORDER BY right(child.relname, 7), family.position`,
    [FAMILY, before],
  );
  return rows;
}

/** Takes the next step towards the table's end. */
async function step(client: PoolClient, partition: Partition, done: DroppedPartitions): Promise<void> {
  const { parent, name, state } = partition;
  if (state === "attached") {
    await client.query(`ALTER TABLE public.${parent} DETACH PARTITION public.${name} CONCURRENTLY`);
    done.detached.push(name);
  } else if (state === "detaching") {
    await client.query(`ALTER TABLE public.${parent} DETACH PARTITION public.${name} FINALIZE`);
    done.finished.push(name);
  } else {
    await client.query(`DROP TABLE public.${name}`);
    done.dropped.push(name);
  }
}

/**
 * Drops the partitions of months that were over at `before`: transcripts, recordings and actions first, then their calls.
 * Each is detached without blocking writers, then dropped. A run that a crash ended half-way is simply run again: what is
 * left to do is read from the catalogue before each step.
 *
 * @param pool unpooled connections of the role `callflex_migrate`: neither PgBouncer nor a transaction can be in between
 * @throws the database's error when a lock stays taken through all tries; what was done stays done
 */
export async function dropCallPartitions(pool: Pool, before: Date): Promise<DroppedPartitions> {
  const done: DroppedPartitions = { finished: [], detached: [], dropped: [], busy: false };
  const client = await pool.connect();
  try {
    await client.query("SET lock_timeout = '3s'");
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock(hashtext('drop_call_partitions')) AS mine",
    );
    if (!rows[0]?.mine) return { ...done, busy: true };
    for (;;) {
      const left = await retrying(async () => {
        const partitions = await endedPartitions(client, before);
        if (partitions[0]) await step(client, partitions[0], done);
        return partitions.length;
      });
      if (left === 0) return done;
    }
  } finally {
    // The lock and the time-out belong to the session: it ends here.
    client.release(true);
  }
}
