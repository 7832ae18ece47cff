import { hash, verify } from "@node-rs/argon2";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { addAssistantParts } from "./assistant-parts.ts";
import { business, settings, variableValues } from "./business.ts";
import { HISTORY_DAYS, type DemoTenant } from "./stage.ts";

/** argon2id as the API hashes: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The organization is older than its calls, so that the running period is half over and its bar worth a look. */
const AGE_DAYS = HISTORY_DAYS + 17;
const DAY_MS = 24 * 3_600_000;

async function idOf(tx: Tx, sql: string, params: unknown[]): Promise<string> {
  const [row] = await tx.rows<{ id: string }>(sql, params);
  return row!.id;
}

async function ensureOwner(tx: Tx, password: string): Promise<string> {
  const userId = await idOf(
    tx,
    `INSERT INTO users (id, name, email, email_verified, is_staff) VALUES ($1, $2, $3, true, true)
     ON CONFLICT (email) DO UPDATE SET is_staff = true, email_verified = true RETURNING id`,
    [newId(), business.owner.name, business.owner.email],
  );
  const [account] = await tx.rows<{ password: string }>(
    "SELECT password FROM accounts WHERE user_id = $1 AND provider_id = 'credential'",
    [userId],
  );
  if (account && (await verify(account.password, password))) return userId;
  await tx.run(
    `INSERT INTO accounts (id, account_id, provider_id, user_id, password) VALUES ($1, $2, 'credential', $3, $4)
     ON CONFLICT (provider_id, account_id) DO UPDATE SET password = EXCLUDED.password`,
    [newId(), userId, userId, await hash(password, COST)],
  );
  return userId;
}

async function ensureOrganization(tx: Tx, userId: string, now: Date): Promise<{ id: string; madeAt: Date }> {
  const madeAt = new Date(now.getTime() - AGE_DAYS * DAY_MS);
  await tx.run(
    `INSERT INTO organizations (id, name, slug, industry_slug, plan_key, timezone, settings, subscription_status, period_anchor_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $8) ON CONFLICT (slug) DO NOTHING`,
    [
      newId(),
      business.name,
      business.slug,
      business.industrySlug,
      business.planKey,
      business.timezone,
      JSON.stringify(settings),
      madeAt,
    ],
  );
  const [row] = await tx.rows<{ id: string; created_at: Date }>(
    "SELECT id, created_at FROM organizations WHERE slug = $1",
    [business.slug],
  );
  await tx.run(
    `INSERT INTO organization_members (id, organization_id, user_id, role) VALUES ($1, $2, $3, 'owner')
     ON CONFLICT (organization_id, user_id) DO NOTHING`,
    [newId(), row!.id, userId],
  );
  return { id: row!.id, madeAt: new Date(row!.created_at.getTime() + AGE_DAYS * DAY_MS) };
}

async function ensureAssistant(tx: Tx, organizationId: string): Promise<string> {
  const [known] = await tx.rows<{ id: string }>(
    "SELECT id FROM assistants WHERE organization_id = $1 AND deleted_at IS NULL ORDER BY created_at LIMIT 1",
    [organizationId],
  );
  if (known) return known.id;
  const id = await idOf(
    tx,
    `INSERT INTO assistants (id, organization_id, template_id, name, status, first_message, prompt, variables, variable_values,
       functions, voice)
     SELECT $1, $2, id, $3, 'active', first_message, prompt, variables, $4, functions, voice FROM templates WHERE slug = $5
     RETURNING id`,
    [newId(), organizationId, business.assistantName, JSON.stringify(variableValues), business.templateSlug],
  );
  await tx.rows(
    `INSERT INTO assistant_versions (organization_id, assistant_id, version, content)
     SELECT organization_id, id, version, jsonb_build_object('name', name, 'language', language, 'firstMessage', first_message,
       'personality', personality, 'prompt', prompt, 'variables', variables, 'variableValues', variable_values,
       'functions', functions, 'capabilities', capabilities, 'voice', voice)
     FROM assistants WHERE id = $1`,
    [id],
  );
  await addAssistantParts(tx, organizationId, id);
  return id;
}

async function ensurePhoneNumber(tx: Tx, organizationId: string, assistantId: string): Promise<string> {
  const [known] = await tx.rows<{ id: string }>(
    "SELECT id FROM phone_numbers WHERE organization_id = $1 AND e164 = $2 AND state IN ('provisioning', 'active')",
    [organizationId, business.e164],
  );
  if (known) return known.id;
  return idOf(
    tx,
    `INSERT INTO phone_numbers (id, organization_id, e164, label, assistant_id, fallback_number, texting_state)
     VALUES ($1, $2, $3, $4, $5, $6, 'registered') RETURNING id`,
    [newId(), organizationId, business.e164, business.numberLabel, assistantId, business.fallbackNumber],
  );
}

/**
 * Makes sure that the demo's user, organization, assistant and number are there. What a person has changed since stays,
 * except the password and the owner's rights.
 *
 * @param now when it is made, if it isn't there yet
 */
export async function ensureDemoTenant(
  tx: Tx,
  { password, now }: { password: string; now: Date },
): Promise<DemoTenant> {
  const userId = await ensureOwner(tx, password);
  const { id: organizationId, madeAt } = await ensureOrganization(tx, userId, now);
  const assistantId = await ensureAssistant(tx, organizationId);
  const phoneNumberId = await ensurePhoneNumber(tx, organizationId, assistantId);
  return { organizationId, userId, assistantId, phoneNumberId, timezone: business.timezone, madeAt };
}
