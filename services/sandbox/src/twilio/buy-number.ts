import type { Sandbox } from "../sandbox.ts";
import { abroadOf, papersOf } from "./countries.ts";
import { offerNumbers } from "./offer-numbers.ts";
import { areaCodesOf, placeOfArea } from "./places.ts";
import { TwilioApiError } from "./twilio-error.ts";

/** What a purchase names, in the form's words. */
export interface PurchaseForm {
  PhoneNumber?: string;
  AreaCode?: string;
  AddressSid?: string;
  BundleSid?: string;
}

/** Twilio's magic numbers of the test credentials, honoured here too. */
const MAGIC_BUY: Record<string, number> = { "+15005550000": 21422, "+15005550001": 21421 };
const MAGIC_OK = "+15005550006";
/** A bundle that nobody has approved yet; every other SID of the right form counts as approved. */
const BUNDLE_IN_REVIEW = `BU${"0".repeat(32)}`;

/**
 * The number that a purchase gets.
 *
 * @returns E.164
 * @throws {TwilioApiError} 21421, 21422, 21452, and 21631, 21649 for papers that are missing
 */
export function numberToBuy(sandbox: Sandbox, form: PurchaseForm): string {
  const { PhoneNumber, AreaCode } = form;
  if (PhoneNumber) {
    const magic = MAGIC_BUY[PhoneNumber];
    if (magic) throw new TwilioApiError(magic);
    if (!/^\+[1-9]\d{6,14}$/.test(PhoneNumber)) throw new TwilioApiError(21421, PhoneNumber);
    if (isTaken(sandbox, PhoneNumber)) throw new TwilioApiError(21422, PhoneNumber);
    checkPapers(sandbox, PhoneNumber, form);
    return PhoneNumber;
  }
  if (!AreaCode) throw new TwilioApiError(21421, "PhoneNumber or AreaCode is required");
  if (AreaCode === "500") return MAGIC_OK;
  const country = placeOfArea(AreaCode)?.country ?? "US";
  const known = areaCodesOf(country).includes(AreaCode);
  const number = known && offerNumbers(sandbox, { country, type: "local", areaCode: AreaCode, limit: 1 })[0];
  if (!number) throw new TwilioApiError(21452, AreaCode);
  return number;
}

function isTaken({ store }: Sandbox, phoneNumber: string): boolean {
  if (store.takenNumbers.get(phoneNumber)) return true;
  return store.twilioNumbers.find((number) => number.phoneNumber === phoneNumber) !== undefined;
}

function checkPapers(sandbox: Sandbox, phoneNumber: string, form: PurchaseForm): void {
  const place = abroadOf(phoneNumber);
  if (!place) return;
  const needed = papersOf(place.iso, place.kind);
  if (needed.address !== "none") {
    const address = form.AddressSid ? sandbox.store.twilioAddresses.get(form.AddressSid) : undefined;
    const fits = address && (needed.address === "any" || address.isoCountry === place.iso);
    if (!fits)
      throw new TwilioApiError(
        21631,
        `the AddressSid must name one ${needed.address === "any" ? "" : "in the country"}`,
      );
  }
  if (needed.bundle.length > 0) {
    if (!/^BU[0-9a-f]{32}$/.test(form.BundleSid ?? "")) throw new TwilioApiError(21649, "Bundle required");
    if (form.BundleSid === BUNDLE_IN_REVIEW) throw new TwilioApiError(21649, "Bundle status is not twilio-approved");
  }
}
