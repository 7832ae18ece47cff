import type { PhoneNumberInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails } from "@temporalio/workflow";
import type { PhoneNumberActivities } from "../activities/phone-number-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

const { relinkNumber } = proxyActivities<PhoneNumberActivities>({
  startToCloseTimeout: "6 minutes",
  heartbeatTimeout: "8 seconds",
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "30 seconds" },
});

/** Tells VAPI which telephone rings when we can't be reached. */
export async function relinkPhoneNumber(input: PhoneNumberInput): Promise<{ state: "relinked" | "abandoned" }> {
  const { organizationId, phoneNumberId } = input;
  const askForHelp = createAttention();
  for (;;) {
    try {
      await relinkNumber.executeWithOptions({ summary: "Tell VAPI" }, [{ organizationId, phoneNumberId }]);
      return { state: "relinked" };
    } catch (error) {
      const { reason } = readActivityFailure(error);
      const details = `VAPI doesn't know the newest fallback of number \`${phoneNumberId}\`: ${reason}`;
      const decision = await askForHelp(details);
      setCurrentDetails(`Number \`${phoneNumberId}\`: a person decided to ${decision}.`);
      if (decision === "abandon") return { state: "abandoned" };
    }
  }
}
