import type { Tx } from "@callflex/db/transaction";
import { conversationsByHundred } from "./timed-conversations.ts";
import { wordLists } from "./word-lists.ts";

/** Where the calls of the demo belong, and when it was made. */
export interface DemoTenant {
  organizationId: string;
  userId: string;
  assistantId: string;
  phoneNumberId: string;
  timezone: string;
  /** The newest call lies shortly before it. */
  madeAt: Date;
}

/** How many days of calls there are. */
export const HISTORY_DAYS = 92;

/**
 * A number of the call in [0, size), the same each time: `aspect` tells independent choices of one call apart. Extended
 * hashing is part of Postgres' partitioning and doesn't change between versions.
 */
const PICK = `
  CREATE OR REPLACE FUNCTION pg_temp.pick(call bigint, aspect bigint, size integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT ((hashint8extended(call, aspect) % size + size) % size)::integer
  $$`;

const FILL = `
  CREATE OR REPLACE FUNCTION pg_temp.fill(template text, c demo_call) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT replace(replace(replace(replace(replace(replace(template, '{name}', c.name), '{first}', c.first), '{order}', c.order_number),
      '{day}', c.day), '{street}', c.street), '{route}', c.route)
  $$`;

/** An id that follows from what it stands for: of version 8, because the API takes valid ids alone. */
const ID_OF = `
  CREATE OR REPLACE FUNCTION pg_temp.id_of(thing text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT overlay(overlay(md5(thing) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid
  $$`;

const TABLES = `
  CREATE TEMP TABLE demo_conversation (
    slot integer PRIMARY KEY, outcome text, summary text, sentiment text, ended_reason text, total_ms integer, action jsonb, inbox jsonb
  );
  CREATE TEMP TABLE demo_line (slot integer, position integer, speaker text, text text, start_ms integer, end_ms integer);
  CREATE TEMP TABLE demo_word (list text, position integer, word text, PRIMARY KEY (list, position));
  CREATE TEMP TABLE demo_call (
    n bigint, id uuid, started_at timestamptz, slot integer, pace integer, outcome text, name text, first text, phone text, known boolean,
    order_number text, day text, street text, route text, answered_at timestamptz, ended_at timestamptz, duration_seconds integer
  )`;

/** Loads texts and words into the session; they stay there for all chunks. */
export async function prepareStage(tx: Tx): Promise<void> {
  await tx.run(TABLES);
  await tx.run(PICK);
  await tx.run(FILL);
  await tx.run(ID_OF);
  const conversations = JSON.stringify(conversationsByHundred());
  await tx.run(
    `INSERT INTO demo_conversation
     SELECT slot - 1, c ->> 'outcome', c ->> 'summary', c ->> 'sentiment', c ->> 'endedReason', (c ->> 'totalMs')::int,
            nullif(c -> 'action', 'null'), nullif(c -> 'inbox', 'null')
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list (c, slot)`,
    [conversations],
  );
  await tx.run(
    `INSERT INTO demo_line
     SELECT slot - 1, position, l ->> 'speaker', l ->> 'text', (l ->> 'startMs')::int, (l ->> 'endMs')::int
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list (c, slot),
          jsonb_array_elements(c -> 'lines') WITH ORDINALITY AS lines (l, position)`,
    [conversations],
  );
  for (const [list, words] of Object.entries(wordLists)) {
    await tx.run(
      "INSERT INTO demo_word SELECT $1, n - 1, word FROM unnest($2::text[]) WITH ORDINALITY AS words (word, n)",
      [list, words],
    );
  }
}

const word = (list: keyof typeof wordLists, number: string) =>
  `(SELECT word FROM demo_word WHERE list = '${list}' AND position = ${number})`;

/** Hours of the day at which businesses are called, as often as they are. */
const HOURS = "{7,8,8,8,9,9,9,9,10,10,10,11,11,12,13,13,14,14,14,15,15,16,16,17,17,18,19,20,22,5}";

/**
 * Works out the calls numbered from `first` to `last` and puts them on the stage, replacing what was there. They depend
 * on the seed, their number and `tenant.madeAt` alone.
 */
export async function stageCalls(
  tx: Tx,
  tenant: DemoTenant,
  { seed, contacts, first, last }: { seed: number; contacts: number; first: number; last: number },
): Promise<void> {
  await tx.run("TRUNCATE demo_call");
  const size = (list: keyof typeof wordLists) => wordLists[list].length;
  await tx.run(
    `WITH chosen AS (
       SELECT n, pg_temp.pick(n, $1::bigint + 1, ${HISTORY_DAYS}) AS days_ago, pg_temp.pick(n, $1::bigint + 2, 100) AS slot,
              100 + pg_temp.pick(n, $1::bigint + 3, 120) AS pace, pg_temp.pick(n, $1::bigint + 4, $2::int) AS person,
              pg_temp.pick(n, $1::bigint + 5, 86400) AS second, pg_temp.pick(n, $1::bigint + 6, 100) AS luck
       FROM generate_series($3::bigint, $4::bigint) AS n
     ), dated AS (
       SELECT chosen.*, date_trunc('day', $5::timestamptz AT TIME ZONE $6)
              - make_interval(days => days_ago + CASE WHEN extract(isodow FROM $5::timestamptz AT TIME ZONE $6 - make_interval(days => days_ago)) > 5
                                                       AND luck < 60 THEN 2 ELSE 0 END)
              + make_interval(hours => ('${HOURS}'::int[])[1 + second % ${HOURS.split(",").length}], secs => second % 3600) AS local
       FROM chosen
     ), timed AS (
       SELECT dated.*, CASE WHEN local AT TIME ZONE $6 < $5::timestamptz - interval '20 minutes' THEN local AT TIME ZONE $6
                            ELSE (local - interval '7 days') AT TIME ZONE $6 END AS started_at
       FROM dated
     ), spoken AS (
       SELECT timed.*, c.outcome, CASE WHEN c.total_ms > 0 THEN started_at + make_interval(secs => 2 + luck % 4) END AS answered_at,
              (c.total_ms::bigint * pace / 100000)::int AS duration_seconds
       FROM timed JOIN demo_conversation c USING (slot)
     )
     INSERT INTO demo_call
     SELECT n,
            (lpad(to_hex((extract(epoch FROM started_at) * 1000)::bigint), 12, '0') || '7' || substr(md5($1::bigint || '/' || n), 1, 3)
             || '8' || substr(md5($1::bigint || '/' || n), 4, 15))::uuid,
            started_at, slot, pace, outcome,
            ${word("first", `person % ${size("first")}`)} || ' ' || ${word("last", `(person / ${size("first")} + person) % ${size("last")}`)},
            ${word("first", `person % ${size("first")}`)},
            CASE WHEN luck < 97 THEN '+1' || ${word("area", `person / 100 % ${size("area")}`)} || '55501' || lpad((person % 100)::text, 2, '0') END,
            luck < 85,
            'BM-' || (10000 + second), ${word("day", `second % ${size("day")}`)}, ${word("street", `second % ${size("street")}`)},
            ${word("route", `second % ${size("route")}`)},
            answered_at, coalesce(answered_at + make_interval(secs => duration_seconds), started_at + make_interval(secs => 12 + luck % 9)),
            CASE WHEN answered_at IS NULL THEN 0 ELSE duration_seconds END
     FROM spoken`,
    [seed * 1000, contacts, first, last, tenant.madeAt, tenant.timezone],
  );
}
