import type { RelinkNumberInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails } from "@temporalio/workflow";
import type { PhoneNumberActivities } from "../activities/phone-number-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

const { relinkNumber, mendNumber } = proxyActivities<PhoneNumberActivities>({
  startToCloseTimeout: "6 minutes",
  heartbeatTimeout: "8 seconds",
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "30 seconds" },
});

/**
 * Tells VAPI which telephone rings when we can't be reached; `anew` puts everything right that leads a number's calls to us.
 */
export async function relinkPhoneNumber(input: RelinkNumberInput): Promise<{ state: "relinked" | "abandoned" }> {
  const { organizationId, phoneNumberId, anew } = input;
  const number = { organizationId, phoneNumberId };
  const askForHelp = createAttention();
  for (;;) {
    try {
      if (anew) await mendNumber.executeWithOptions({ summary: "Put it right" }, [number]);
      else await relinkNumber.executeWithOptions({ summary: "Tell VAPI" }, [number]);
      return { state: "relinked" };
    } catch (error) {
      const { reason } = readActivityFailure(error);
      const details = anew
        ? `Number \`${phoneNumberId}\` could not be put right at its providers: ${reason}`
        : `VAPI doesn't know the newest fallback of number \`${phoneNumberId}\`: ${reason}`;
      const decision = await askForHelp(details);
      setCurrentDetails(`Number \`${phoneNumberId}\`: a person decided to ${decision}.`);
      if (decision === "abandon") return { state: "abandoned" };
    }
  }
}
