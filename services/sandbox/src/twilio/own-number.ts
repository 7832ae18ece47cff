import { newSid } from "../ids.ts";
import type { TwilioNumber } from "../state/records.ts";
import { abroadOf } from "./countries.ts";
import { placeOf, tollFreeCodes } from "./places.ts";
import { friendlyNumber } from "./show-number.ts";

/**
 * A new number of the account.
 *
 * @param phoneNumber E.164
 */
export function ownNumber(phoneNumber: string): TwilioNumber {
  const now = Date.now();
  const tollFree = tollFreeCodes.some((code) => phoneNumber.startsWith(`+1${code}`));
  return {
    id: newSid("PN"),
    phoneNumber,
    friendlyName: friendlyNumber(phoneNumber),
    type: tollFree ? "toll-free" : (abroadOf(phoneNumber)?.kind ?? "local"),
    isoCountry: placeOf(phoneNumber).country || "US",
    voiceUrl: "",
    voiceMethod: "POST",
    voiceFallbackUrl: "",
    smsUrl: "",
    smsMethod: "POST",
    smsFallbackUrl: "",
    statusCallback: "",
    statusCallbackMethod: "POST",
    addressSid: null,
    bundleSid: null,
    texting: "registered",
    createdAt: now,
    updatedAt: now,
  };
}
