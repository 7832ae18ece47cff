import type { Pool } from "@callflex/db/pool";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { transaction } from "@callflex/db/transaction";
import { isLeftOver } from "@callflex/domain/phone-numbers/is-left-over";
import type { LockedNumber, NumberRef } from "@callflex/domain/phone-numbers/lock-number";
import { recordLink } from "@callflex/domain/phone-numbers/record-link";
import { ensureVapiCredential } from "@callflex/domain/vapi-credentials/ensure-vapi-credential";
import { ProviderError } from "@callflex/providers/errors";
import type { VapiCredentials } from "@callflex/providers/vapi/credentials";
import type { LinkedNumber, NumberLink } from "@callflex/providers/vapi/linked-number";
import type { VapiNumbers } from "@callflex/providers/vapi/numbers";
import type { NumberSteps } from "./number-steps.ts";

/** What numbers are linked with. */
export interface NumberLinkDeps {
  pool: Pool;
  encryptionKeys: EncryptionKeys;
  vapiCredentials: VapiCredentials;
  vapiNumbers: VapiNumbers;
  /** Where VAPI asks who takes a call, for an organization. */
  vapiServerUrl: (organizationId: string) => string;
}

function noFallback(): ProviderError {
  return new ProviderError({
    provider: "vapi",
    retryable: false,
    code: "no-fallback",
    message: "a number without a fallback would cut callers off",
    remedy: "correct_input",
    customerMessage: "Give the number of a person's phone that rings when nobody of ours can take a call.",
  });
}

/** Leads a number's calls to us, by way of VAPI. All functions repeat until VAPI knows the newest fallback. */
export interface NumberLinker {
  /**
   * Hands the number over to VAPI, and ends the step `link`.
   *
   * @throws {ProviderError}
   */
  bring(ref: NumberRef, number: LockedNumber): Promise<void>;
  /**
   * Leads a number to us that is set up already; hands it over to VAPI once more where VAPI has lost it.
   *
   * @throws {ProviderError}
   */
  renew(ref: NumberRef, number: LockedNumber): Promise<void>;
  /**
   * Tells VAPI the newest fallback; nothing where VAPI has no such number any more.
   *
   * @throws {ProviderError}
   */
  change(ref: NumberRef, number: LockedNumber & { vapiPhoneNumberId: string }): Promise<void>;
}

/** @param applied a transaction that dashboards hear of */
export function createNumberLink(deps: NumberLinkDeps, applied: NumberSteps["applied"]): NumberLinker {
  const { pool, vapiNumbers } = deps;

  async function settingsOf({ organizationId, phoneNumberId }: NumberRef, fallbackNumber: string): Promise<NumberLink> {
    const credentialId = await ensureVapiCredential(pool, {
      organizationId,
      keys: deps.encryptionKeys,
      provider: deps.vapiCredentials,
    });
    return {
      numberId: phoneNumberId,
      serverUrl: deps.vapiServerUrl(organizationId),
      credentialId,
      fallbackNumber,
    };
  }

  async function untilNewest(
    ref: NumberRef,
    { step, fallbackNumber }: { step: "link" | null; fallbackNumber: string | null },
    write: (link: NumberLink) => Promise<LinkedNumber>,
  ): Promise<void> {
    for (let wanted = fallbackNumber; ;) {
      if (wanted === null) throw noFallback();
      const told = wanted;
      const { id: vapiPhoneNumberId } = await write(await settingsOf(ref, told));
      wanted = await applied((tx) => recordLink(tx, { ...ref, vapiPhoneNumberId, fallbackNumber: told, step }));
      if (wanted === told) return;
    }
  }

  const handOver = (ref: NumberRef, { e164, fallbackNumber }: LockedNumber, step: "link" | null) =>
    untilNewest(ref, { step, fallbackNumber }, (link) =>
      vapiNumbers.importVapiPhoneNumber(e164, link, (vapiPhoneNumberId) =>
        transaction(pool, (tx) => isLeftOver(tx, { ...ref, vapiPhoneNumberId })),
      ),
    );

  return {
    bring: (ref, number) => handOver(ref, number, "link"),
    renew: (ref, number) => handOver(ref, number, null),
    async change(ref, { vapiPhoneNumberId, fallbackNumber }) {
      try {
        await untilNewest(ref, { step: null, fallbackNumber }, (link) =>
          vapiNumbers.updateVapiPhoneNumber(vapiPhoneNumberId, link),
        );
      } catch (error) {
        // The number was given back meanwhile, or VAPI has lost it, which the search for drift finds.
        if (!(error instanceof ProviderError && error.code === "404")) throw error;
      }
    },
  };
}
