import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { configDrift, type PushEcho } from "@callflex/domain/assistants/config-drift";
import type { PushedConfig } from "@callflex/domain/assistants/load-source";
import { compareDrift } from "@callflex/domain/drift/compare-drift";
import type { DriftResources } from "@callflex/domain/drift/drift-facts";
import { finishDriftScan } from "@callflex/domain/drift/finish-drift-scan";
import { loadDriftRows } from "@callflex/domain/drift/load-drift-rows";
import { recordDifferences, type DriftCounts } from "@callflex/domain/drift/record-differences";
import type { Logger } from "@callflex/platform/logger";
import type { TwilioNumbers } from "@callflex/providers/twilio/numbers";
import { assistantOwner, type VapiAssistants } from "@callflex/providers/vapi/assistants";
import type { VapiCredentials } from "@callflex/providers/vapi/credentials";
import type { VapiNumbers } from "@callflex/providers/vapi/numbers";
import { failing, heartbeating } from "./failures.ts";

/** Compares the providers with the database. Results are counts: what was found stands in the database. */
export interface DriftActivities {
  /**
   * Reads everything at the providers, compares it, keeps what differs, and asks for the repairs that need no person. A
   * provider that fails on the way leaves all findings as they are.
   */
  compareWithProviders: (scan: { organizationId: string | null; repair: "due" | "new" }) => Promise<DriftCounts>;
  /** Keeps when it was done. */
  finishDriftScan: (scan: { organizationId: string | null }) => Promise<void>;
}

/** What the activities work with. */
export interface DriftDeps {
  pool: Pool;
  logger: Logger;
  twilioNumbers: TwilioNumbers;
  vapiNumbers: VapiNumbers;
  vapiAssistants: VapiAssistants;
  vapiCredentials: VapiCredentials;
  /** Where VAPI asks who takes a call, for an organization. */
  vapiServerUrl: (organizationId: string) => string;
  /** Where Twilio reports on calls and messages. */
  smsStatusUrl: string;
  /** What was changed in this time is left alone; ten minutes if absent. */
  driftRestMs?: number;
}

/** Workflows that change something are over in this time, or mark what they work on. */
const REST_MS = 10 * 60_000;

export function createDriftActivities(deps: DriftDeps): DriftActivities {
  const { pool, logger, vapiServerUrl, smsStatusUrl, driftRestMs = REST_MS } = deps;

  async function readProviders(): Promise<DriftResources> {
    const [twilioNumbers, vapiNumbers, assistants, vapiCredentials] = await Promise.all([
      deps.twilioNumbers.listNumbers(),
      deps.vapiNumbers.listVapiPhoneNumbers(),
      deps.vapiAssistants.listVapiAssistants(),
      deps.vapiCredentials.listVapiCredentials(),
    ]);
    const vapiAssistants = assistants.map((assistant) => ({
      id: assistant.id,
      owner: assistantOwner(assistant),
      config: assistant,
      createdAt: new Date(assistant.createdAt),
    }));
    return { twilioNumbers, vapiNumbers, vapiAssistants, vapiCredentials };
  }

  return {
    compareWithProviders: ({ organizationId, repair }) =>
      failing(logger, () =>
        heartbeating(async () => {
          const resources = await readProviders();
          // After the providers: what was made since is known here as just changed, and left alone.
          const rows = await transaction(pool, (tx) => loadDriftRows(tx, organizationId));
          const differences = compareDrift(rows, resources, {
            now: new Date(),
            restMs: driftRestMs,
            serverUrl: vapiServerUrl,
            statusCallback: smsStatusUrl,
            configDrift: (pushed, found, echo) => configDrift(pushed as PushedConfig, found, echo as PushEcho),
          });
          return transaction(pool, (tx) => recordDifferences(tx, { organizationId, differences, repair }));
        }),
      ),
    finishDriftScan: ({ organizationId }) =>
      failing(logger, () => transaction(pool, (tx) => finishDriftScan(tx, organizationId))),
  };
}
