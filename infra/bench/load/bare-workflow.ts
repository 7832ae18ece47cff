import { proxyActivities } from "@temporalio/workflow";

const { touch } = proxyActivities<{ touch: (key: string) => Promise<void> }>({ startToCloseTimeout: "1 minute" });

/** The least that a workflow with an activity can be. */
export async function bare(key: string): Promise<void> {
  await touch(key);
}
