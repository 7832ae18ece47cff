import type { DriftScanInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails, sleep } from "@temporalio/workflow";
import type { DriftActivities } from "../activities/drift-activities.ts";

const { compareWithProviders, finishDriftScan } = proxyActivities<DriftActivities>({
  startToCloseTimeout: "10 minutes",
  heartbeatTimeout: "10 seconds",
  // While a provider is away. What is still not done then is done by the next night's scan.
  scheduleToCloseTimeout: "2 hours",
  retry: { initialInterval: "5 seconds", backoffCoefficient: 2, maximumInterval: "2 minutes" },
});

/** When it is looked whether repairs are through; one that takes longer is seen by the next scan. */
const LOOKS = ["2 seconds", "5 seconds", "15 seconds", "1 minute"] as const;

/** What a scan found. */
export interface DriftScanned {
  /** Findings that are open or put aside at the end. */
  open: number;
  added: number;
  resolved: number;
  /** Repairs that were asked for. */
  repairs: number;
}

/**
 * Compares numbers, assistants and credentials at the providers with ours. What is safe is repaired by the product's own
 * workflows; the rest is listed. Nothing is bought, given back or deleted.
 *
 * @param input without an organization, or without any: all of them, and what belongs to nobody
 */
export async function scanDrift(input?: DriftScanInput): Promise<DriftScanned> {
  const organizationId = input?.organizationId ?? null;
  const compare = (repair: "due" | "new") =>
    compareWithProviders.executeWithOptions({ summary: repair === "due" ? "Compare" : "Look again" }, [
      { organizationId, repair },
    ]);
  const first = await compare("due");
  let { open, repairing, added, resolved, repairs } = first;
  for (const wait of first.repairs > 0 ? LOOKS : []) {
    await sleep(wait, { summary: "until repairs may be through" });
    const look = await compare("new");
    ({ open, repairing } = look);
    added += look.added;
    resolved += look.resolved;
    repairs += look.repairs;
    if (repairing === 0) break;
  }
  await finishDriftScan.executeWithOptions({ summary: "Keep that it was done" }, [{ organizationId }]);
  setCurrentDetails(`${open} findings are open or put aside, ${repairing} of them being repaired.`);
  return { open, added, resolved, repairs };
}
