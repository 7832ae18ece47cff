import { verify } from "@node-rs/argon2";
import { VapiClient, type Vapi } from "@vapi-ai/server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, type Pool } from "@callflex/db/pool";
import { decryptSecret, parseEncryptionKeys } from "@callflex/db/secret-box";
import { transaction } from "@callflex/db/transaction";
import { usageDifferences, type UsageDifference } from "@callflex/domain/usage/usage-differences";
import { usagePeriod } from "@callflex/domain/usage/usage-period";
import { organizationSettings } from "@callflex/contracts/organization-settings";
import { variableValues as valuesSchema } from "@callflex/contracts/template";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { startSandbox, type RunningSandbox } from "@callflex/sandbox/start-sandbox";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { demo, type DemoOptions } from "./demo.ts";
import { settings, variableValues } from "./demo/business.ts";
import { markAsOwn } from "./demo/marker.ts";
import { logisticsDispatch } from "./templates/logistics-dispatch.ts";

const CALLS = 500;
const secrets = {
  vapiApiKey: "vapi-key",
  twilioAccountSid: `AC${"0".repeat(32)}`,
  twilioAuthToken: "twilio-token",
  resendApiKey: "re_key",
};

let database: TestDatabase;
let admin: Pool;
let sandbox: RunningSandbox;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = createPool(database.adminUrl, { name: "demo-test" });
  sandbox = await startSandbox({ secrets });
});
afterAll(async () => {
  await sandbox.close();
  await admin.end();
  await database.drop();
});

function options(change: Partial<DemoOptions> = {}): DemoOptions {
  return {
    migrateUrl: database.urls.migrate,
    publicWebhooksUrl: "https://hooks.callflex.test",
    vapi: { baseUrl: `${sandbox.url}/vapi`, apiKey: secrets.vapiApiKey },
    twilio: {
      baseUrl: `${sandbox.url}/twilio`,
      accountSid: secrets.twilioAccountSid,
      authToken: secrets.twilioAuthToken,
    },
    encryptionKeys: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    password: "correct horse battery",
    calls: CALLS,
    ...change,
  };
}

/** Carries what was found out of a transaction that must not be kept. */
class Found extends Error {
  readonly differences: UsageDifference[];
  constructor(differences: UsageDifference[]) {
    super("found");
    this.differences = differences;
  }
}

async function rows<R extends object>(sql: string, params: unknown[] = []): Promise<R[]> {
  return (await admin.query<R>(sql, params)).rows;
}

async function count(sql: string): Promise<number> {
  return (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]!.n;
}

const vapi = () => new VapiClient({ token: secrets.vapiApiKey, baseUrl: `${sandbox.url}/vapi` });

it("refuses a database that start didn't make", async () => {
  await expect(demo(options())).rejects.toThrow(/was not made by npm start/);
  expect(await count("users")).toBe(0);
});

describe("demo", () => {
  beforeAll(async () => {
    await markAsOwn(admin);
    await demo(options());
  });

  it("tells a believable story of three months", async () => {
    const outcomes = await rows<{ outcome: string; n: number }>(
      "SELECT outcome, count(*)::int AS n FROM calls GROUP BY 1 ORDER BY 2 DESC",
    );
    expect(outcomes.reduce((sum, { n }) => sum + n, 0)).toBe(CALLS);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(
      ["abandoned", "answered", "callback", "callout", "failed", "message", "missed", "transferred"].sort(),
    );
    const [span] = await rows<{ days: number; future: number; early: number }>(
      `SELECT extract(day FROM max(started_at) - min(started_at))::int AS days, count(*) FILTER (WHERE started_at > now())::int AS future,
              count(*) FILTER (WHERE c.started_at < o.created_at)::int AS early
       FROM calls c JOIN organizations o ON o.id = c.organization_id`,
    );
    expect(span).toMatchObject({ future: 0, early: 0 });
    expect(span!.days).toBeGreaterThan(80);
  });

  it("leaves nothing unfilled and nothing inconsistent", async () => {
    expect(await count("call_transcript_segments WHERE text LIKE '%{%'")).toBe(0);
    expect(await count("call_transcripts WHERE text IS NULL OR text LIKE '%{%'")).toBe(0);
    expect(await count("inbox_items WHERE subject LIKE '%{%' OR details::text LIKE '%{name}%'")).toBe(0);
    expect(await count("calls WHERE summary LIKE '%{%'")).toBe(0);
    expect(await count("calls WHERE outcome IN ('message', 'callback', 'callout')")).toBe(await count("inbox_items"));
    expect(await count("notifications WHERE state = 'delivered'")).toBe(await count("inbox_items"));
    expect(await count("call_recordings WHERE state = 'none'")).toBe(CALLS);
    expect(await count("call_processing_steps WHERE step = 'usage_recorded'")).toBe(CALLS);
    expect(
      await count(
        "call_transcript_segments s JOIN calls c ON c.id = s.call_id WHERE s.end_ms > c.duration_seconds * 1000",
      ),
    ).toBe(0);
    expect(await count("calls WHERE caller_number IS NULL AND contact_id IS NOT NULL")).toBe(0);
    expect(await count("inbox_items WHERE done_at IS NULL")).toBeGreaterThan(0);
    expect(await count("inbox_items WHERE done_at > now()")).toBe(0);
  });

  it("counts usage by the rules of the product", async () => {
    expect(await count("usage_ledger")).toBe(CALLS);
    expect(await transaction(admin, usageDifferences)).toEqual([]);
    expect(await count("usage_ledger WHERE unbilled_reason = 'not_answered' AND billed_seconds > 0")).toBe(0);
    const ledger = await rows<{ occurred_at: Date; period_start: Date; anchor: Date }>(
      `SELECT l.occurred_at, p.period_start, o.period_anchor_at AS anchor FROM usage_ledger l
       JOIN usage_periods p ON p.id = l.usage_period_id JOIN organizations o ON o.id = l.organization_id`,
    );
    for (const { occurred_at, period_start, anchor } of ledger) {
      expect(usagePeriod(anchor, occurred_at).start).toEqual(period_start);
    }
  });

  it("would be found out if a sum were wrong", async () => {
    const wrong = transaction(admin, async (tx) => {
      await tx.run(
        "UPDATE usage_periods SET seconds = seconds + 1 WHERE period_start = (SELECT min(period_start) FROM usage_periods)",
      );
      await tx.run("DELETE FROM daily_usage WHERE usage_date = (SELECT min(usage_date) FROM daily_usage)");
      throw new Found(await usageDifferences(tx));
    });
    const found = await wrong.catch((error: unknown) => (error instanceof Found ? error.differences : []));
    expect(found.map(({ what }) => what)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^period .* seconds$/), expect.stringMatching(/^day .* calls$/)]),
    );
  });

  it("adds nothing when it is made again", async () => {
    const tables = [
      "calls",
      "contacts",
      "inbox_items",
      "usage_ledger",
      "call_processing_steps",
      "assistants",
      "users",
      "accounts",
    ];
    const counts = () => Promise.all(tables.map(count));
    const before = await counts();
    expect(await demo(options())).toMatchObject({ callsAdded: 0 });
    expect(await counts()).toEqual(before);
    expect(await transaction(admin, usageDifferences)).toEqual([]);
  });

  it("tells the same story to everybody with the same number, and another one with another", async () => {
    const story = (prefix: string) =>
      rows(
        `SELECT substr(provider_call_id, length($1) + 1) AS n, outcome, caller_name, duration_seconds, summary FROM calls
         WHERE provider_call_id LIKE $1 || '%' ORDER BY 1`,
        [prefix],
      );
    const other = await createTestDatabase();
    const otherAdmin = createPool(other.adminUrl, { name: "demo-test" });
    const otherSandbox = await startSandbox({ secrets });
    try {
      await markAsOwn(otherAdmin);
      const { calls } = options();
      await demo({
        ...options({ migrateUrl: other.urls.migrate, calls }),
        vapi: { baseUrl: `${otherSandbox.url}/vapi`, apiKey: secrets.vapiApiKey },
        twilio: { ...options().twilio, baseUrl: `${otherSandbox.url}/twilio` },
      });
      const { rows: theirs } = await otherAdmin.query(
        `SELECT substr(provider_call_id, 8) AS n, outcome, caller_name, duration_seconds, summary FROM calls ORDER BY 1`,
      );
      expect(theirs).toEqual(await story("demo-1-"));
    } finally {
      await otherSandbox.close();
      await otherAdmin.end();
      await other.drop();
    }
    expect(await demo(options({ seed: 2, calls: 50 }))).toMatchObject({ callsAdded: 50 });
    expect(await story("demo-2-")).not.toEqual((await story("demo-1-")).slice(0, 50));
    expect(await transaction(admin, usageDifferences)).toEqual([]);
  });

  it("refers to what is there also when it is written in bulk, without asking for each row", async () => {
    expect(await demo(options({ seed: 3, calls: 200, adminUrl: database.adminUrl }))).toMatchObject({
      callsAdded: 200,
    });
    const references = await rows<{ name: string; orphans: string }>(
      `SELECT conname AS name, format('SELECT count(*)::int AS n FROM %s child WHERE NOT EXISTS (SELECT 1 FROM %s parent WHERE %s) AND %s',
         conrelid::regclass, confrelid::regclass,
         (SELECT string_agg(format('parent.%I = child.%I', p.attname, c.attname), ' AND ') FROM unnest(conkey, confkey) AS k (c, p)
          JOIN pg_attribute c ON c.attrelid = conrelid AND c.attnum = k.c JOIN pg_attribute p ON p.attrelid = confrelid AND p.attnum = k.p),
         (SELECT string_agg(format('child.%I IS NOT NULL', c.attname), ' AND ') FROM unnest(conkey) AS k (c)
          JOIN pg_attribute c ON c.attrelid = conrelid AND c.attnum = k.c)) AS orphans
       FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace`,
    );
    expect(references.length).toBeGreaterThan(30);
    for (const { name, orphans } of references)
      expect({ name, rows: await rows(orphans) }).toEqual({ name, rows: [{ n: 0 }] });
    expect(await transaction(admin, usageDifferences)).toEqual([]);
  });

  it("lets its owner sign in, as staff, with the password given last", async () => {
    const stored = async () =>
      (
        await rows<{ password: string; is_staff: boolean; own: boolean }>(
          "SELECT a.password, u.is_staff, a.account_id = u.id::text AS own FROM users u JOIN accounts a ON a.user_id = u.id WHERE a.provider_id = 'credential'",
        )
      )[0]!;
    const first = await stored();
    expect(first).toMatchObject({ is_staff: true, own: true });
    expect(first.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify(first.password, "correct horse battery")).toBe(true);

    await demo(options({ password: "another password" }));
    expect(await verify((await stored()).password, "another password")).toBe(true);
  });
});

describe("the providers", () => {
  const numberAtVapi = async () => {
    const numbers = await vapi().phoneNumbers.list();
    expect(numbers).toHaveLength(1);
    return numbers[0] as Vapi.TwilioPhoneNumber;
  };
  const stored = async () =>
    (
      await rows<Record<string, string>>(
        `SELECT a.vapi_assistant_id, a.sync_state, n.state, n.twilio_sid, n.vapi_phone_number_id, n.organization_id, c.vapi_credential_id,
                encode(c.secret_ciphertext, 'hex') AS secret, c.encryption_key_id
         FROM assistants a JOIN phone_numbers n ON n.assistant_id = a.id
         JOIN vapi_credentials c ON c.organization_id = a.organization_id AND c.revoked_at IS NULL`,
      )
    )[0]!;
  const secretOf = (row: Record<string, string>, keys: string) =>
    decryptSecret(parseEncryptionKeys(keys), Buffer.from(row.secret!, "hex"), row.encryption_key_id!);

  it("know the number: our server signs in, a person is the fallback, no assistant is set", async () => {
    const ours = await stored();
    const number = await numberAtVapi();
    expect(number).toMatchObject({
      id: ours.vapi_phone_number_id,
      number: "+16145550123",
      smsEnabled: false,
      fallbackDestination: { type: "number", number: "+16145550160" },
      server: {
        url: `https://hooks.callflex.test/api/webhooks/vapi/${ours.organization_id}`,
        credentialId: ours.vapi_credential_id,
        timeoutSeconds: 20,
        backoffPlan: { type: "exponential" },
      },
    });
    expect(number.assistantId ?? null).toBeNull();
    expect(ours).toMatchObject({ sync_state: "synced", state: "active" });

    const twilio = createTwilioClient(options().twilio);
    const [line, ...more] = await twilio.incomingPhoneNumbers.list();
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      sid: ours.twilio_sid,
      statusCallback: "https://hooks.callflex.test/api/webhooks/twilio/status",
    });
    // VAPI's own address stays: setting another would lead calls past it.
    expect(line!.voiceUrl).toMatch(/vapi/);
  });

  it("know the assistant with its functions and no unanswered question", async () => {
    const assistants = await vapi().assistants.list();
    expect(assistants).toHaveLength(1);
    const [assistant] = assistants;
    expect(assistant!.id).toBe((await stored()).vapi_assistant_id);
    expect(assistant!.firstMessage).toContain("Brightside Movers");
    const { messages, tools } = assistant!.model as Vapi.OpenAiModel;
    expect(messages![0]!.content).not.toMatch(/\{\{[a-zA-Z]/);
    expect(messages![0]!.content).toContain("Monday to Friday: 08:00 to 18:00");
    expect(tools).toHaveLength(5);
  });

  it("aren't asked twice for the same thing", async () => {
    const before = await stored();
    await demo(options());
    expect(await stored()).toEqual(before);
    await numberAtVapi();
  });

  it("are told everything again when they have forgotten it, with the secret that is in use", async () => {
    const before = await stored();
    await sandbox.close();
    sandbox = await startSandbox({ secrets });
    await demo(options());
    const after = await stored();
    expect(after.vapi_assistant_id).not.toBe(before.vapi_assistant_id);
    expect(after.vapi_phone_number_id).not.toBe(before.vapi_phone_number_id);
    expect(after.vapi_credential_id).not.toBe(before.vapi_credential_id);
    expect(after.secret).toBe(before.secret);
    expect(await numberAtVapi()).toMatchObject({ server: { credentialId: after.vapi_credential_id } });
    expect(await count("calls")).toBe(CALLS + 250);
  });

  it("get a new secret when the key of the old one is lost", async () => {
    const before = await stored();
    const keys = `k2:${Buffer.alloc(32, 9).toString("base64")}`;
    await demo(options({ encryptionKeys: keys }));
    const after = await stored();
    expect(after.vapi_credential_id).toBe(before.vapi_credential_id);
    expect(secretOf(after, keys)).toMatch(/^[0-9a-f]{64}$/);
    expect(secretOf(after, keys)).not.toBe(secretOf(before, options().encryptionKeys));
  });
});

it("is made of valid settings and answers", () => {
  expect(organizationSettings.parse(settings)).toEqual(settings);
  expect(valuesSchema(logisticsDispatch.variables).safeParse(variableValues).error).toBeUndefined();
});
