import type { Pool } from "@callflex/db/pool";
import { autocommit, transaction } from "@callflex/db/transaction";
import { deleteDueUsers } from "@callflex/domain/accounts/delete-due-users";
import { deleteOrganizationBatch } from "@callflex/domain/accounts/delete-organization-batch";
import { leaveVapi, type LeftAtVapi } from "@callflex/domain/accounts/leave-vapi";
import { listDueOrganizations } from "@callflex/domain/accounts/list-due-organizations";
import { releaseDueNumbers } from "@callflex/domain/phone-numbers/release-due-numbers";
import type { Logger } from "@callflex/platform/logger";
import { Context } from "@temporalio/activity";
import { failing, heartbeating } from "./failures.ts";

/**
 * What is left of an organization: nothing; something, to go on with; all of it, because its phone numbers have to be given back
 * first, which is asked for.
 */
export type DeletionState = "deleted" | "unfinished" | "kept";

/** Deletes what was asked to be deleted and had its time to think again. */
export interface DeletionActivities {
  listDueOrganizations: () => Promise<string[]>;
  /** Takes what is at VAPI away, then deletes for a while. Safe to repeat: whatever went stays gone, and the next one goes on from there. */
  deleteOrganization: (organization: { organizationId: string }) => Promise<{ state: DeletionState }>;
  deleteDueUsers: () => Promise<{ deleted: number }>;
}

/** Rows of one transaction: small enough that nobody waits behind it. */
const BATCH_ROWS = 1_000;
/** Batches after which another organization has its turn. */
const BATCHES_AT_ONCE = 50;

/** What the activities work with. */
export interface DeletionDeps {
  pool: Pool;
  logger: Logger;
  vapiAssistants: Pick<LeftAtVapi, "listVapiAssistants" | "deleteVapiAssistant">;
  vapiCredentials: Pick<LeftAtVapi, "listVapiCredentials" | "deleteVapiCredential">;
}

export function createDeletionActivities(deps: DeletionDeps): DeletionActivities {
  const { pool, logger, vapiAssistants, vapiCredentials } = deps;
  const provider = { ...vapiAssistants, ...vapiCredentials };
  return {
    listDueOrganizations: () => failing(logger, () => autocommit(pool, listDueOrganizations)),

    deleteOrganization: ({ organizationId }) =>
      failing(logger, () =>
        heartbeating(async () => {
          const { cancellationSignal } = Context.current();
          await leaveVapi(pool, { organizationId, provider });
          for (let batch = 0; batch < BATCHES_AT_ONCE && !cancellationSignal.aborted; batch += 1) {
            const step = await transaction(pool, (tx) =>
              deleteOrganizationBatch(tx, { organizationId, maxRows: BATCH_ROWS }),
            );
            if (step.kind === "kept") {
              const { numbers } = step;
              const released = await transaction(pool, (tx) => releaseDueNumbers(tx, { organizationId }));
              logger.warn(
                { organizationId, numbers, released },
                "not deleted yet: its phone numbers are given back first",
              );
              return { state: "kept" };
            }
            if (step.rows === 0) return { state: "deleted" };
          }
          return { state: "unfinished" };
        }),
      ),

    deleteDueUsers: () => failing(logger, async () => ({ deleted: await transaction(pool, deleteDueUsers) })),
  };
}
