import type { VapiCredentialInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails, sleep } from "@temporalio/workflow";
import type { VapiCredentialActivities } from "../activities/vapi-credential-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

const { beginVapiCredentialRotation, retireVapiCredentials } = proxyActivities<VapiCredentialActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "1 minute" },
});

// Long enough for a making that VAPI is slow about, and for the looks before and after it.
const { ensureVapiCredential: ensure, pushVapiCredential } = proxyActivities<VapiCredentialActivities>({
  startToCloseTimeout: "150 seconds",
  heartbeatTimeout: "10 seconds",
  retry: { initialInterval: "2 seconds", backoffCoefficient: 2, maximumInterval: "1 minute", maximumAttempts: 20 },
});

/** Asks for a person's help until the work is done; null when they gave it up. */
async function untilDone<T>(what: string, work: () => Promise<T>): Promise<T | null> {
  const attention = createAttention();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const { reason } = readActivityFailure(error);
      if ((await attention(`${what}: ${reason}`)) === "abandon") return null;
    }
  }
}

/** Makes sure that VAPI signs an organization's deliveries with a secret that the ingress knows. */
export async function ensureVapiCredential(input: VapiCredentialInput): Promise<{ state: "ensured" | "abandoned" }> {
  const { organizationId } = input;
  const made = await untilDone("VAPI has no credential", () =>
    ensure.executeWithOptions({ summary: "Make sure of it" }, [{ organizationId }]),
  );
  return { state: made ? "ensured" : "abandoned" };
}

/**
 * Gives an organization another secret for VAPI's deliveries. The ingress knows the new one everywhere before VAPI gets it,
 * and takes the old one for a while after. Given up half way, the new secret stays known and the next rotation takes it.
 */
export async function rotateVapiCredential(input: VapiCredentialInput): Promise<{ state: "rotated" | "abandoned" }> {
  const { organizationId } = input;
  const begun = await untilDone("The next secret can't be made", () =>
    beginVapiCredentialRotation.executeWithOptions({ summary: "Make a secret" }, [{ organizationId }]),
  );
  if (!begun) return { state: "abandoned" };
  const { credentialId, waitMs } = begun;
  setCurrentDetails(`Secret \`${credentialId}\` is made. VAPI gets it once every ingress knows it.`);
  await sleep(waitMs, { summary: "until every ingress knows the secret" });
  const pushed = await untilDone("VAPI did not take the secret", () =>
    pushVapiCredential.executeWithOptions({ summary: "Give it to VAPI" }, [{ organizationId, credentialId }]),
  );
  if (!pushed) return { state: "abandoned" };
  setCurrentDetails(`VAPI signs with secret \`${credentialId}\`. The one before is still taken for a while.`);
  await sleep(pushed.retireInMs, { summary: "until the old secret is refused" });
  await retireVapiCredentials.executeWithOptions({ summary: "End the old secret" }, [{ organizationId }]);
  setCurrentDetails(`VAPI signs with secret \`${credentialId}\`.`);
  return { state: "rotated" };
}
