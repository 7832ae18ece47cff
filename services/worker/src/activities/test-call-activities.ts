import type { TestCallState } from "@callflex/contracts/api/test-calls";
import { transaction } from "@callflex/db/transaction";
import { beginTestCall, type DueTestCall } from "@callflex/domain/test-calls/begin-test-call";
import { closeTestCall } from "@callflex/domain/test-calls/close-test-call";
import { failTestCall, readTestCallState } from "@callflex/domain/test-calls/fail-test-call";
import { linkTestCall } from "@callflex/domain/test-calls/link-test-call";
import { ensureVapiCredential } from "@callflex/domain/vapi-credentials/ensure-vapi-credential";
import { ProviderError } from "@callflex/providers/errors";
import type { PlacedCall, VapiTestCalls } from "@callflex/providers/vapi/test-calls";
import { Context } from "@temporalio/activity";
import { failing, heartbeating } from "./failures.ts";
import type { VapiCredentialDeps } from "./vapi-credential-activities.ts";

interface TestCallRef {
  organizationId: string;
  testCallId: string;
}

interface Standing {
  state: TestCallState | "gone";
}

/** What happens to a call that a person asked for to hear an assistant; `gone` went with its organization. */
export interface TestCallActivities {
  /** Places the call, once. What can't be placed is marked with its reason. */
  placeTestCall: (ref: TestCallRef) => Promise<Standing>;
  /** Looks a last time whether the call was placed; marks it as failed if not. */
  giveUpTestCall: (ref: TestCallRef) => Promise<Standing>;
  /** How the call stands; VAPI is asked where its end may have got lost. */
  checkTestCall: (ref: TestCallRef) => Promise<Standing>;
  /** Ends what nobody tells the end of any more. */
  closeTestCall: (ref: TestCallRef) => Promise<Standing>;
}

/** What the activities work with. */
export interface TestCallDeps {
  vapiTestCalls: VapiTestCalls;
  /** Where VAPI reports what happens in a call of the organization. */
  vapiServerUrl: (organizationId: string) => string;
}

const NOT_REACHED = "Our phone partner isn't answering, so the call was not placed. Try again in a few minutes.";

/**
 * @param deps.onApplied called after a commit: dashboards have something to show
 */
export function createTestCallActivities(
  deps: TestCallDeps & VapiCredentialDeps & { onApplied: () => void },
): TestCallActivities {
  const {
    pool,
    logger,
    vapiTestCalls,
    vapiServerUrl,
    onApplied,
    encryptionKeys: keys,
    vapiCredentials: provider,
  } = deps;

  async function place({ organizationId, testCallId }: TestCallRef, due: DueTestCall): Promise<PlacedCall> {
    const { vapiAssistantId, variableValues, createdAt: madeAfter, ring } = due;
    const request = { testCallId, vapiAssistantId, variableValues, madeAfter };
    if (ring) return vapiTestCalls.createVapiCall({ ...request, ...ring });
    // Organizations without a number have none yet.
    const credentialId = due.credentialId ?? (await ensureVapiCredential(pool, { organizationId, keys, provider }));
    return vapiTestCalls.createVapiWebCall({ ...request, serverUrl: vapiServerUrl(organizationId), credentialId });
  }

  async function write<T>(work: Parameters<typeof transaction<T>>[1]): Promise<T> {
    const result = await transaction(pool, work);
    onApplied();
    return result;
  }

  async function linked(ref: TestCallRef, { id: providerCallId, joinUrl }: PlacedCall): Promise<Standing> {
    return write(async (tx) => {
      await linkTestCall(tx, { ...ref, providerCallId, joinUrl });
      const { state } = await readTestCallState(tx, ref);
      return { state };
    });
  }

  return {
    placeTestCall: (ref) =>
      failing(logger, () =>
        heartbeating(async () => {
          const firstTry = Context.current().info.attempt === 1;
          const begun = await transaction(pool, (tx) => beginTestCall(tx, { ...ref, firstTry }));
          if (begun.state === "refused")
            return { state: await write((tx) => failTestCall(tx, { ...ref, reason: begun.reason })) };
          if (begun.state !== "due") return { state: begun.state };
          try {
            return await linked(ref, await place(ref, begun.call));
          } catch (error) {
            if (!(error instanceof ProviderError) || error.retryable) throw error;
            logger.warn({ err: error, ...ref }, "a test call was refused");
            return { state: await write((tx) => failTestCall(tx, { ...ref, reason: error.customerMessage })) };
          }
        }),
      ),

    giveUpTestCall: (ref) =>
      failing(logger, async () => {
        const { state, createdAt } = await transaction(pool, (tx) => readTestCallState(tx, ref));
        if (state !== "requested" || !createdAt) return { state };
        // A provider that is away can't be asked: then it was most likely away before, too.
        const placed = await vapiTestCalls
          .findVapiCall({ testCallId: ref.testCallId, madeAfter: createdAt })
          .catch(() => null);
        if (placed) return await linked(ref, placed);
        return { state: await write((tx) => failTestCall(tx, { ...ref, reason: NOT_REACHED })) };
      }),

    checkTestCall: (ref) =>
      failing(logger, async () => {
        const { state, providerCallId } = await transaction(pool, (tx) => readTestCallState(tx, ref));
        if (state !== "placed" || !providerCallId) return { state };
        const call = await vapiTestCalls.getVapiCall(providerCallId);
        if (call && !call.ended) return { state };
        const endedReason = call?.endedReason ?? null;
        return { state: await write((tx) => closeTestCall(tx, { ...ref, endedReason })) };
      }),

    closeTestCall: (ref) =>
      failing(logger, async () => ({ state: await write((tx) => closeTestCall(tx, { ...ref, endedReason: null })) })),
  };
}
