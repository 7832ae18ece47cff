import { createHash } from "node:crypto";
import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import type { AssistantContent } from "@callflex/contracts/assistant";
import type { Tx } from "@callflex/db/transaction";
import { loadKnowledge } from "../knowledge/load-knowledge.ts";
import { readContent } from "./assistant-content.ts";
import type { PushEcho } from "./config-drift.ts";
import { CONTENT_OF_A } from "./load-content.ts";
import { vapiAssistantConfig, type VapiAssistantConfig } from "./vapi-config.ts";

/** What is pushed: the configuration with a mark by which a push whose answer was lost is known as ours. */
export type PushedConfig = VapiAssistantConfig & { metadata: { callflexConfigHash: string } };

/** An assistant on its way to VAPI. */
export interface LoadedAssistant {
  config: PushedConfig;
  hash: string;
  version: number;
  createdAt: Date;
  vapiAssistantId: string | null;
  /** What was pushed last, its hash, and what VAPI made of it. */
  pushed: { config: PushedConfig; hash: string; echo: PushEcho } | null;
  /** Tells whether another push was recorded since this was loaded; null before the first. */
  pushMark: string | null;
  drift: AssistantDetail["drift"];
  /** Whether somebody who was shown the drift wants it replaced. */
  driftAccepted: boolean;
}

interface Row extends Omit<AssistantContent, "capabilities"> {
  capabilities: unknown;
  timezone: string;
  status: string;
  version: number;
  created_at: Date;
  deleted_at: Date | null;
  vapi_assistant_id: string | null;
  synced_hash: string | null;
  pushed_config: PushedConfig | null;
  push_echo: PushEcho;
  push_mark: string | null;
  drift: AssistantDetail["drift"];
  drift_accepted: boolean;
}

/** Fingerprint of a configuration: equal if and only if a push would change nothing. */
export function configHash(config: VapiAssistantConfig): string {
  return createHash("sha256").update(JSON.stringify(config)).digest("hex");
}

/**
 * An assistant as it now is, with the configuration that it makes.
 *
 * @returns null for a draft, and for one that is gone: neither belongs at VAPI
 */
export async function loadSource(
  tx: Tx,
  { organizationId, assistantId }: { organizationId: string; assistantId: string },
): Promise<LoadedAssistant | null> {
  const [row] = await tx.rows<Row>(
    `SELECT ${CONTENT_OF_A}, o.timezone, a.status, a.version,
            a.created_at, a.deleted_at, a.vapi_assistant_id, a.synced_hash, a.pushed_config, a.push_echo,
            a.synced_at::text AS push_mark, a.drift, a.drift_accepted
     FROM assistants a JOIN organizations o ON o.id = a.organization_id
     WHERE a.organization_id = $1 AND a.id = $2`,
    [organizationId, assistantId],
  );
  if (!row) return null;
  const { timezone, status, version, created_at, deleted_at, vapi_assistant_id, ...others } = row;
  const { synced_hash, pushed_config, push_echo, push_mark, drift, drift_accepted, ...stored } = others;
  if (deleted_at || status === "draft") return null;
  const knowledge = await loadKnowledge(tx, { organizationId, assistantId });
  const content = readContent(stored);
  const config = vapiAssistantConfig({ id: assistantId, organizationId, timezone, content, knowledge });
  const hash = configHash(config);
  return {
    config: { ...config, metadata: { ...config.metadata, callflexConfigHash: hash } },
    hash,
    version,
    createdAt: created_at,
    vapiAssistantId: vapi_assistant_id,
    pushed: pushed_config && synced_hash ? { config: pushed_config, hash: synced_hash, echo: push_echo } : null,
    pushMark: push_mark,
    drift,
    driftAccepted: drift_accepted,
  };
}
