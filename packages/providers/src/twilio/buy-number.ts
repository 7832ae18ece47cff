import { ProviderError } from "../errors.ts";
import { tagOf } from "../tag.ts";
import type { TwilioClient } from "./client.ts";
import { listOwnedNumbers, ownedNumber, type OwnedNumber } from "./owned-numbers.ts";

/** What number is bought, and for which row of ours. */
export interface NumberPurchase {
  /** Id of our row; it is the number's name at Twilio, by which the purchase is found again. */
  id: string;
  e164: string;
  /** Papers that some countries want: `AD…`, `BU…`. */
  addressSid?: string;
  bundleSid?: string;
}

const NOT_AVAILABLE = "21422";

function carriesOther(found: OwnedNumber): ProviderError {
  return new ProviderError({
    provider: "twilio",
    retryable: false,
    code: "tag-in-use",
    message: `${found.sid} carries the id ${found.ownerId} already`,
  });
}

function boughtOther(purchase: NumberPurchase, found: OwnedNumber): ProviderError {
  return new ProviderError({
    provider: "twilio",
    retryable: false,
    code: "tag-in-use",
    message: `${found.sid} was bought for ${purchase.id} already and is another number`,
  });
}

/**
 * Buys a number once. Twilio takes no idempotency key, so the number is looked for by its tag first; a failure that is
 * `retryable` leaves open whether it was bought, and calling again with the same id settles it. It is always bought by its
 * digits: a purchase by area code that is repeated buys two.
 *
 * The addresses for calls are left alone: VAPI sets them when it takes the number over.
 *
 * @returns the number, bought now or before
 * @throws {ProviderError} 21422 when somebody else has it; final when the id has bought another number before
 */
export async function buyNumber(client: TwilioClient, purchase: NumberPurchase): Promise<OwnedNumber> {
  const friendlyName = tagOf(purchase.id);
  const find = async () => {
    const [found] = await listOwnedNumbers(client, { name: friendlyName });
    if (found && found.e164 !== purchase.e164) throw boughtOther(purchase, found);
    return found;
  };
  const before = await find();
  if (before) return before;
  const { e164: phoneNumber, addressSid, bundleSid } = purchase;
  try {
    return ownedNumber(await client.incomingPhoneNumbers.create({ phoneNumber, friendlyName, addressSid, bundleSid }));
  } catch (error) {
    // "Not available" is also the answer when a purchase of ours has gone through in the meantime.
    const own = error instanceof ProviderError && error.code === NOT_AVAILABLE ? await find() : undefined;
    if (own) return own;
    throw error;
  }
}

/**
 * Puts our id on a number that the account has without one. Safe to repeat.
 *
 * @throws {ProviderError} final when it carries another id of ours
 */
export async function claimNumber(client: TwilioClient, sid: string, id: string): Promise<OwnedNumber> {
  const friendlyName = tagOf(id);
  const found = ownedNumber(await client.incomingPhoneNumbers(sid).fetch());
  if (found.ownerId === id) return found;
  if (found.ownerId !== null) throw carriesOther(found);
  return ownedNumber(await client.incomingPhoneNumbers(sid).update({ friendlyName }));
}
