import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { markSyncFailed } from "@callflex/domain/assistants/mark-sync-failed";
import { pushAssistant, type PushOutcome } from "@callflex/domain/assistants/push-assistant";
import { removeAssistant } from "@callflex/domain/assistants/remove-assistant";
import type { Logger } from "@callflex/platform/logger";
import { ProviderError } from "@callflex/providers/errors";
import type { VapiAssistants } from "@callflex/providers/vapi/assistants";
import { Context } from "@temporalio/activity";
import { failing, heartbeating, toFailure } from "./failures.ts";

interface AssistantRef {
  organizationId: string;
  assistantId: string;
}

/** Keeps assistants at VAPI as they are here. Each is safe to repeat. */
export interface AssistantActivities {
  /** Brings the assistant there as it now is; which version that was, null when it is gone or a draft. */
  pushAssistant: (assistant: AssistantRef) => Promise<{ outcome: PushOutcome; version: number | null }>;
  /** Takes a deleted assistant away from there. */
  removeAssistant: (assistant: AssistantRef) => Promise<void>;
  /** Writes that the push was given up by itself. */
  recordSyncGivenUp: (assistant: AssistantRef) => Promise<void>;
}

/** What the activities work with. */
export interface AssistantDeps {
  pool: Pool;
  logger: Logger;
  vapiAssistants: VapiAssistants;
  onApplied: () => void;
}

const BROKEN =
  "The last change did not reach the telephone because of a fault of ours. Choose “Sync now” to try again.";
const GIVEN_UP = "Our phone partner hasn't answered for hours. Choose “Sync now” to try again.";

export function createAssistantActivities(deps: AssistantDeps): AssistantActivities {
  const { pool, logger, vapiAssistants: provider, onApplied } = deps;

  async function fail(assistant: AssistantRef, error: string, final: boolean): Promise<void> {
    await transaction(pool, (tx) => markSyncFailed(tx, { ...assistant, error, final }));
    onApplied();
  }

  return {
    pushAssistant: (assistant) =>
      failing(logger, () =>
        heartbeating(async () => {
          try {
            const pushed = await pushAssistant(pool, { ...assistant, provider });
            onApplied();
            return pushed;
          } catch (error) {
            if (error instanceof ProviderError) await fail(assistant, error.customerMessage, !error.retryable);
            else if (toFailure(error, Context.current().info.attempt).nonRetryable) await fail(assistant, BROKEN, true);
            throw error;
          }
        }),
      ),
    removeAssistant: (assistant) =>
      failing(logger, () => heartbeating(() => removeAssistant(pool, { ...assistant, provider }))),
    recordSyncGivenUp: (assistant) => failing(logger, () => fail(assistant, GIVEN_UP, true)),
  };
}
