import { proxyActivities, setCurrentDetails, workflowInfo } from "@temporalio/workflow";
import type { DeletionActivities } from "../activities/deletion-activities.ts";
import { readActivityFailure } from "./failure.ts";

const { listDueOrganizations, deleteOrganization, deleteDueUsers } = proxyActivities<DeletionActivities>({
  startToCloseTimeout: "10 minutes",
  heartbeatTimeout: "10 seconds",
  retry: { initialInterval: "5 seconds", backoffCoefficient: 2, maximumAttempts: 4 },
});

/** What a run did. `kept` organizations still have phone numbers; `failed` ones are tried again by the next run. */
export interface Deleted {
  organizations: number;
  users: number;
  kept: string[];
  failed: string[];
}

/**
 * Deletes organizations and accounts whose time has come. A large organization goes a part at a time, between which the
 * others have their turn. A run that is broken off loses nothing: the next one finds what is left.
 */
export async function deleteDue(): Promise<Deleted> {
  const result: Deleted = { organizations: 0, users: 0, kept: [], failed: [] };
  const queue = await listDueOrganizations();
  for (let organizationId = queue.shift(); organizationId !== undefined; organizationId = queue.shift()) {
    // A history has its limits; what is left is the next run's.
    if (workflowInfo().continueAsNewSuggested) break;
    try {
      const { state } = await deleteOrganization.executeWithOptions({ summary: organizationId }, [{ organizationId }]);
      if (state === "deleted") result.organizations += 1;
      else if (state === "kept") result.kept.push(organizationId);
      else queue.push(organizationId);
    } catch (error) {
      readActivityFailure(error);
      result.failed.push(organizationId);
    }
  }
  // After the organizations: who was the only owner of one of them can go now.
  result.users = (await deleteDueUsers()).deleted;
  if (result.kept.length > 0) {
    setCurrentDetails(`Kept, because they still have phone numbers: ${result.kept.join(", ")}`);
  }
  return result;
}
