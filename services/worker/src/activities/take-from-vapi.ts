import type { LockedNumber, NumberRef } from "@callflex/domain/phone-numbers/lock-number";
import type { VapiNumbers } from "@callflex/providers/vapi/numbers";

/**
 * Takes a number from VAPI, also one that nobody knows of because an answer was lost: it carries the number's id. Safe to repeat.
 *
 * @throws {ProviderError}
 */
export async function takeFromVapi(
  vapiNumbers: VapiNumbers,
  ref: NumberRef,
  { e164, vapiPhoneNumberId }: Pick<LockedNumber, "e164" | "vapiPhoneNumberId">,
): Promise<void> {
  if (vapiPhoneNumberId) await vapiNumbers.deleteVapiPhoneNumber(vapiPhoneNumberId);
  const found = await vapiNumbers.findVapiPhoneNumber(e164);
  if (found?.numberId === ref.phoneNumberId) await vapiNumbers.deleteVapiPhoneNumber(found.id);
}
