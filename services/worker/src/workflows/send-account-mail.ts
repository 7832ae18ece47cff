import type { SendAccountMailInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails, sleep } from "@temporalio/workflow";
import type { AccountMailActivities } from "../activities/account-mail-activities.ts";
import { readActivityFailure } from "./failure.ts";

const { handOverMail } = proxyActivities<AccountMailActivities>({
  startToCloseTimeout: "45 seconds",
  heartbeatTimeout: "10 seconds",
  // Tries end with the mail's own time, which the activity knows.
  retry: { initialInterval: "2 seconds", backoffCoefficient: 2, maximumInterval: "5 minutes" },
});

const { checkMailDelivery } = proxyActivities<AccountMailActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumAttempts: 3 },
});

/** When the mail service is asked for the delivery; about ten minutes in all. */
const DELIVERY_WAITS = ["3 seconds", "10 seconds", "30 seconds", "1 minute", "3 minutes", "5 minutes"] as const;

/**
 * Sends one mail about an account or a team and follows it to its delivery. While the mail service is away, it is tried
 * until the mail's time is over. What fails for good stays on the mail's row: whoever asked for it sees why, and asks again.
 */
export async function sendAccountMail({ mailId }: SendAccountMailInput): Promise<{ state: string }> {
  const mail = { mailId };
  let { state }: { state: string } = await handOverMail.executeWithOptions({ summary: "Hand over" }, [mail]);
  for (const wait of DELIVERY_WAITS) {
    if (state !== "sent") break;
    setCurrentDetails(`Mail \`${mailId}\` is sent.`);
    await sleep(wait, { summary: "until it may be delivered" });
    try {
      ({ state } = await checkMailDelivery.executeWithOptions({ summary: "Ask for the delivery" }, [mail]));
    } catch (error) {
      // It is sent in any case; what became of it is asked again.
      readActivityFailure(error);
    }
  }
  setCurrentDetails(`Mail \`${mailId}\` ended: ${state}.`);
  return { state };
}
