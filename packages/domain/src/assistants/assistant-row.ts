import type { AssistantDetail, AssistantSummary } from "@callflex/contracts/api/assistants";
import type { AssistantLanguage } from "@callflex/contracts/template";
import { Prisma, type PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";
import { exactTime } from "../keyset-page.ts";
import { ASSISTANT_RULES } from "../routing/rule-targets.ts";
import { readContent } from "./assistant-content.ts";

/** A test run as the database gives it within a row. */
interface TestRunJson {
  id: string;
  assistant_version: number;
  state: "running" | "passed" | "failed" | "broken";
  simulated: boolean;
  created_at: string;
  finished_at: string | null;
}

/** An assistant as the database reads it. */
export interface AssistantRow {
  id: string;
  position: string;
  name: string;
  status: AssistantSummary["status"];
  language: AssistantLanguage;
  first_message: string;
  personality: string;
  prompt: string;
  variables: unknown;
  variable_values: unknown;
  functions: unknown;
  capabilities: unknown;
  voice: unknown;
  template_id: string | null;
  template_slug: string | null;
  template_name: string | null;
  vapi_assistant_id: string | null;
  sync_state: AssistantSummary["syncState"];
  sync_error: string | null;
  synced_version: number | null;
  synced_at: Date | null;
  pushed_config: unknown;
  drift: AssistantDetail["drift"];
  drift_found_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  phone_numbers: AssistantSummary["phoneNumbers"];
  rule_numbers: AssistantDetail["ruleNumbers"];
  latest_test_run: TestRunJson | null;
}

/** Select list and source of {@link AssistantRow}. Numbers that were given back don't count. */
export const assistantRows = Prisma.sql`
  SELECT a.id, ${exactTime(Prisma.sql`a.created_at`)} AS position, a.name, a.status, a.language, a.first_message, a.personality,
         a.prompt, a.variables, a.variable_values, a.functions, a.capabilities, a.voice, a.template_id, t.slug AS template_slug,
         t.name AS template_name, a.vapi_assistant_id, a.sync_state, a.sync_error, a.synced_version, a.synced_at, a.pushed_config,
         a.drift, a.drift_found_at, a.version, a.created_at, a.updated_at,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'e164', n.e164, 'label', n.label) ORDER BY n.created_at), '[]')
          FROM phone_numbers n
          WHERE n.organization_id = a.organization_id AND n.assistant_id = a.id AND n.state <> 'released') AS phone_numbers,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'e164', n.e164, 'label', n.label) ORDER BY n.created_at), '[]')
          FROM phone_numbers n
          WHERE n.organization_id = a.organization_id AND n.assistant_id IS DISTINCT FROM a.id AND n.state <> 'released'
            AND EXISTS (SELECT FROM unnest(${[...ASSISTANT_RULES]}::text[]) rule
                        WHERE n.routing -> rule ->> 'do' = 'other_assistant' AND n.routing -> rule ->> 'assistantId' = a.id::text)
         ) AS rule_numbers,
         (SELECT to_jsonb(r) FROM
            (SELECT id, assistant_version, state, simulated, created_at, finished_at FROM assistant_test_runs
             WHERE organization_id = a.organization_id AND assistant_id = a.id ORDER BY created_at DESC, id DESC LIMIT 1) r
         ) AS latest_test_run
  FROM assistants a LEFT JOIN templates t ON t.id = a.template_id`;

/** The content of a row. */
export function contentOf(row: AssistantRow): AssistantDetail["content"] {
  return readContent({
    name: row.name,
    language: row.language,
    firstMessage: row.first_message,
    personality: row.personality,
    prompt: row.prompt,
    variables: row.variables,
    variableValues: row.variable_values,
    functions: row.functions,
    capabilities: row.capabilities,
    voice: row.voice,
  });
}

/** An assistant as the grid shows it. */
export function toAssistantSummary(row: AssistantRow): AssistantSummary {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    language: row.language,
    voice: contentOf(row).voice,
    templateSlug: row.template_slug,
    templateName: row.template_name,
    phoneNumbers: row.phone_numbers,
    syncState: row.sync_state,
    syncError: row.sync_error,
    version: row.version,
    syncedVersion: row.synced_version,
    syncedAt: row.synced_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** The latest run of a row's tests. */
export function latestTestRunOf({ latest_test_run: run }: AssistantRow): AssistantDetail["latestTestRun"] {
  return (
    run && {
      id: run.id,
      assistantVersion: run.assistant_version,
      state: run.state,
      simulated: run.simulated,
      createdAt: new Date(run.created_at).toISOString(),
      finishedAt: run.finished_at === null ? null : new Date(run.finished_at).toISOString(),
    }
  );
}

/** An assistant with all that its page shows. */
export function toAssistantDetail(row: AssistantRow): AssistantDetail {
  return {
    ...toAssistantSummary(row),
    content: contentOf(row),
    ruleNumbers: row.rule_numbers,
    drift: row.drift,
    driftFoundAt: row.drift_found_at?.toISOString() ?? null,
    latestTestRun: latestTestRunOf(row),
  };
}

interface AssistantKey {
  organizationId: string;
  id: string;
}

/**
 * An assistant that isn't deleted.
 *
 * @throws {DomainError} `not_found`
 */
export async function readAssistant(tx: PrismaTx, { organizationId, id }: AssistantKey): Promise<AssistantRow> {
  const [row] = await tx.$queryRaw<AssistantRow[]>`
    ${assistantRows}
    WHERE a.organization_id = ${organizationId}::uuid AND a.id = ${id}::uuid AND a.deleted_at IS NULL`;
  if (!row) throw new DomainError("not_found", "There is no such assistant.");
  return row;
}

/**
 * {@link readAssistant}, locked until the transaction ends, so that of two changes at once the second sees the first.
 *
 * @throws {DomainError} `not_found`
 */
export async function lockAssistant(tx: PrismaTx, key: AssistantKey): Promise<AssistantRow> {
  await tx.$queryRaw`
    SELECT 1 FROM assistants WHERE organization_id = ${key.organizationId}::uuid AND id = ${key.id}::uuid FOR NO KEY UPDATE`;
  return readAssistant(tx, key);
}
