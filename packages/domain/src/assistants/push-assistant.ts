import { isDeepStrictEqual } from "node:util";
import type { AssistantDrift } from "@callflex/contracts/api/assistants";
import type { Pool } from "@callflex/db/pool";
import { transaction, type Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { wakeParked } from "../outbox/settle.ts";
import { configDrift, echoOf, type PushEcho } from "./config-drift.ts";
import { loadSource, type LoadedAssistant, type PushedConfig } from "./load-source.ts";
import { removeAssistant } from "./remove-assistant.ts";
import { requestSyncFromService } from "./request-sync.ts";

/** Where VAPI's assistants are kept; what `@callflex/providers/vapi/assistants` makes. */
export interface AssistantProvider {
  createVapiAssistant(config: PushedConfig, madeAfter?: Date): Promise<{ id: string }>;
  updateVapiAssistant(id: string, config: PushedConfig): Promise<{ id: string }>;
  getVapiAssistant(id: string): Promise<{ id: string; metadata?: Record<string, unknown> } | null>;
  deleteVapiAssistant(id: string): Promise<void>;
  findVapiAssistants(assistantId: string, madeAfter?: Date): Promise<{ id: string }[]>;
}

interface AssistantKey {
  organizationId: string;
  assistantId: string;
}

/** How a push ended: `drifted` leaves what was found there, `gone` had nothing to push. */
export type PushOutcome = "synced" | "drifted" | "gone";

const DRIFTED =
  "Somebody changed this assistant on the telephone side. Look at what differs: saving or “Sync now” replaces it by what stands here.";

/** Keeps what was found there, unless another push replaced it meanwhile. What was shown and accepted stays accepted. */
async function recordDrift(
  tx: Tx,
  key: AssistantKey,
  found: { drift: AssistantDrift[]; loaded: LoadedAssistant },
): Promise<void> {
  const changed = await tx.run(
    `UPDATE assistants SET drift = $3, drift_accepted = drift_accepted AND drift = $3::jsonb,
            drift_found_at = CASE WHEN drift = $3::jsonb THEN drift_found_at ELSE now() END, sync_state = 'failed', sync_error = $4
     WHERE organization_id = $1 AND id = $2 AND synced_at::text IS NOT DISTINCT FROM $5`,
    [key.organizationId, key.assistantId, JSON.stringify(found.drift), DRIFTED, found.loaded.pushMark],
  );
  if (changed > 0) await emitLiveEvent(tx, { ...key, type: "assistant_changed" });
}

/** True when a push of other content was recorded since this one was loaded. Keeps the row locked. */
async function wasOvertaken(tx: Tx, { organizationId, assistantId }: AssistantKey, loaded: LoadedAssistant) {
  const [row] = await tx.rows<{ push_mark: string | null; synced_hash: string | null }>(
    `SELECT synced_at::text AS push_mark, synced_hash FROM assistants
     WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL FOR NO KEY UPDATE`,
    [organizationId, assistantId],
  );
  return row !== undefined && row.push_mark !== loaded.pushMark && row.synced_hash !== loaded.hash;
}

/** Keeps what VAPI now has. @returns false when the assistant was deleted meanwhile */
async function recordPush(
  tx: Tx,
  key: AssistantKey,
  pushed: { id: string; echo: PushEcho; loaded: LoadedAssistant },
): Promise<boolean> {
  const { id, echo, loaded } = pushed;
  const { organizationId, assistantId } = key;
  if (await wasOvertaken(tx, key, loaded)) {
    // Which of the two VAPI has taken last, nobody knows: one more push brings the newest there.
    await requestSyncFromService(tx, key);
    await emitLiveEvent(tx, { ...key, type: "assistant_changed" });
    return true;
  }
  // What was saved since is on its way, or was refused: its own state tells.
  const kept = await tx.run(
    `UPDATE assistants SET vapi_assistant_id = $3, synced_version = greatest(synced_version, $4), synced_hash = $5, pushed_config = $6, push_echo = $7,
            synced_at = clock_timestamp(), sync_state = CASE WHEN version <= greatest(synced_version, $4) THEN 'synced' ELSE sync_state END,
            sync_error = CASE WHEN version <= greatest(synced_version, $4) THEN NULL ELSE sync_error END, drift = NULL, drift_found_at = NULL,
            drift_accepted = false
     WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`,
    [organizationId, assistantId, id, loaded.version, loaded.hash, JSON.stringify(loaded.config), JSON.stringify(echo)],
  );
  if (kept === 0) return false;
  // A call may have come before we knew under which name VAPI has the assistant.
  await wakeParked(tx, [`vapi-assistant:${id}`]);
  await emitLiveEvent(tx, { ...key, type: "assistant_changed" });
  return true;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === "404";
}

/** What stands there. */
type Found = NonNullable<Awaited<ReturnType<AssistantProvider["getVapiAssistant"]>>>;

function markOf({ metadata }: Found): unknown {
  return metadata?.["callflexConfigHash"];
}

/**
 * What somebody has changed there since a push of ours. A push whose answer was lost is ours by its mark; of one that others have
 * overtaken nobody knows any more what it brought.
 */
function driftOf({ config, hash, pushed }: LoadedAssistant, found: Found): AssistantDrift[] {
  const mark = markOf(found);
  if (mark === hash) return configDrift(config, found, hash === pushed?.hash ? pushed.echo : {});
  return pushed && (mark === pushed.hash || mark === undefined) ? configDrift(pushed.config, found, pushed.echo) : [];
}

/** Brings the configuration there. One that VAPI has lost is made anew. */
async function put(
  provider: AssistantProvider,
  { config, createdAt }: LoadedAssistant,
  current: string | null,
): Promise<{ id: string; echo: PushEcho }> {
  const make = () => provider.createVapiAssistant(config, createdAt);
  const update = (id: string) =>
    provider.updateVapiAssistant(id, config).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
      return make();
    });
  const answered = await (current === null ? make() : update(current));
  return { id: answered.id, echo: echoOf(config, answered) };
}

/**
 * Brings an assistant to VAPI as it now is, newest content first. Safe to repeat, and to run twice at once; every transaction is
 * over before VAPI is asked. Of two at once with different content, the one that is recorded last asks for another push.
 *
 * What was changed at VAPI since the last push is recorded and left as it is, whoever asks, until a person who could see exactly
 * that has saved or synced. A push whose answer was lost doesn't count as such a change: it carries its own mark.
 *
 * @throws what the provider throws; calling again settles it
 */
export async function pushAssistant(
  pool: Pool,
  { provider, ...key }: AssistantKey & { provider: AssistantProvider },
): Promise<{ outcome: PushOutcome; version: number | null }> {
  const loaded = await transaction(pool, (tx) => loadSource(tx, key));
  if (!loaded) {
    await removeAssistant(pool, { ...key, provider });
    return { outcome: "gone", version: null };
  }
  const { vapiAssistantId, version } = loaded;
  const current = vapiAssistantId === null ? null : await provider.getVapiAssistant(vapiAssistantId);
  const drift = current ? driftOf(loaded, current) : [];
  const isAccepted = loaded.driftAccepted && isDeepStrictEqual(drift, loaded.drift);
  if (drift.length > 0 && !isAccepted) {
    await transaction(pool, (tx) => recordDrift(tx, key, { drift, loaded }));
    return { outcome: "drifted", version };
  }
  const upToDate = current !== null && markOf(current) === loaded.hash && drift.length === 0;
  const there = upToDate
    ? { id: current.id, echo: loaded.hash === loaded.pushed?.hash ? loaded.pushed.echo : {} }
    : await put(provider, loaded, current?.id ?? null);
  if (await transaction(pool, (tx) => recordPush(tx, key, { ...there, loaded }))) return { outcome: "synced", version };
  await provider.deleteVapiAssistant(there.id);
  return { outcome: "gone", version: null };
}
