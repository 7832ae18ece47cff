import { Router, type Request } from "express";
import { z } from "zod";
import type { Sandbox } from "../sandbox.ts";
import type { TwilioNumber } from "../state/records.ts";
import { numberToBuy, type PurchaseForm } from "./buy-number.ts";
import { countryOf, papersOf, type NumberKind } from "./countries.ts";
import { offerNumbers, type NumberSearch } from "./offer-numbers.ts";
import { ownNumber } from "./own-number.ts";
import { placeOf, placeOfArea } from "./places.ts";
import { friendlyNumber, showNumber } from "./show-number.ts";
import { TwilioApiError } from "./twilio-error.ts";
import { twilioPage } from "./twilio-page.ts";

const SEARCH_PATHS: Record<string, NumberKind> = {
  "Local.json": "local",
  "Mobile.json": "mobile",
  "TollFree.json": "toll-free",
  "National.json": "local",
};

const text = z.string().optional();
const settings = z.object({
  FriendlyName: z.string().max(64).optional(),
  VoiceUrl: text,
  VoiceMethod: text,
  VoiceFallbackUrl: text,
  SmsUrl: text,
  SmsMethod: text,
  SmsFallbackUrl: text,
  StatusCallback: text,
  StatusCallbackMethod: text,
  AddressSid: text,
  BundleSid: text,
});

/** `/IncomingPhoneNumbers…` and `/AvailablePhoneNumbers…` of an account. */
export function numberRoutes(sandbox: Sandbox, accountPath: string): Router {
  const { twilioNumbers } = sandbox.store;
  const accountSid = sandbox.secrets.twilioAccountSid;
  const router = Router();
  const find = (sid: string) => {
    const number = twilioNumbers.get(sid);
    if (!number) throw new TwilioApiError(20404, `/IncomingPhoneNumbers/${sid}.json`);
    return number;
  };

  router.get("/AvailablePhoneNumbers/:country/:kind", (req, res) => {
    const { country, kind } = req.params;
    const type = SEARCH_PATHS[kind];
    if (!type || !countryOf(country)?.prices[type]) throw new TwilioApiError(20404, `${country}/${kind}`);
    const found = offerNumbers(sandbox, searchOf(req, country, type));
    const uri = `${accountPath}/AvailablePhoneNumbers/${country}/${kind}`;
    res.json({ available_phone_numbers: found.map((number) => showOffer(number, country, type)), uri });
  });
  router.get("/IncomingPhoneNumbers.json", (req, res) => {
    const { PhoneNumber, FriendlyName } = req.query;
    const pattern = typeof PhoneNumber === "string" ? numberPattern(PhoneNumber) : undefined;
    const matching = twilioNumbers
      .newest()
      .filter((n) => (!pattern || pattern.test(n.phoneNumber)) && (!FriendlyName || n.friendlyName === FriendlyName));
    const path = `${accountPath}/IncomingPhoneNumbers.json`;
    res.json(twilioPage(req, "incoming_phone_numbers", matching, path, (n) => showNumber(accountSid, n)));
  });
  router.post("/IncomingPhoneNumbers.json", (req, res) => {
    const number = withSettings(ownNumber(numberToBuy(sandbox, (req.body ?? {}) as PurchaseForm)), req.body);
    twilioNumbers.put(number);
    res.status(201).json(showNumber(accountSid, number));
  });
  router.get("/IncomingPhoneNumbers/:sid.json", (req, res) => {
    res.json(showNumber(accountSid, find(req.params.sid)));
  });
  router.post("/IncomingPhoneNumbers/:sid.json", (req, res) => {
    const number = withSettings(find(req.params.sid), req.body);
    twilioNumbers.put(number);
    res.json(showNumber(accountSid, number));
  });
  router.delete("/IncomingPhoneNumbers/:sid.json", (req, res) => {
    twilioNumbers.delete(find(req.params.sid).id);
    res.status(204).send();
  });
  return router;
}

function searchOf(req: Request, country: string, type: NumberSearch["type"]): NumberSearch {
  const { AreaCode, Contains, InRegion, InLocality, PageSize } = req.query as Record<string, string | undefined>;
  const wanted = (code: string) => {
    const place = placeOfArea(code);
    if (InRegion && place?.region !== InRegion.toUpperCase()) return false;
    return !InLocality || place?.city.toLowerCase() === InLocality.toLowerCase();
  };
  return {
    country: country.toUpperCase(),
    type,
    ...(AreaCode ? { areaCode: AreaCode } : {}),
    ...(Contains ? { contains: Contains } : {}),
    ...(InRegion || InLocality ? { region: wanted } : {}),
    limit: Math.min(100, Number(PageSize ?? 30) || 30),
  };
}

function showOffer(phoneNumber: string, country: string, type: NumberKind): Record<string, unknown> {
  const place = placeOf(phoneNumber);
  const northAmerican = phoneNumber.startsWith("+1");
  return {
    address_requirements: papersOf(country, type).address,
    beta: false,
    capabilities: { mms: northAmerican, sms: northAmerican || type === "mobile", voice: true },
    friendly_name: friendlyNumber(phoneNumber),
    iso_country: country.toUpperCase(),
    lata: null,
    latitude: null,
    longitude: null,
    locality: place.city || null,
    phone_number: phoneNumber,
    postal_code: place.zip || null,
    rate_center: northAmerican && place.city ? place.city.toUpperCase().slice(0, 10) : null,
    region: place.region || null,
  };
}

function withSettings(number: TwilioNumber, body: unknown): TwilioNumber {
  const given = settings.safeParse(body ?? {});
  if (!given.success) throw new TwilioApiError(20001, given.error.issues[0]?.path.join("."));
  const set = given.data;
  return {
    ...number,
    friendlyName: set.FriendlyName ?? number.friendlyName,
    voiceUrl: set.VoiceUrl ?? number.voiceUrl,
    voiceMethod: set.VoiceMethod ?? number.voiceMethod,
    voiceFallbackUrl: set.VoiceFallbackUrl ?? number.voiceFallbackUrl,
    smsUrl: set.SmsUrl ?? number.smsUrl,
    smsMethod: set.SmsMethod ?? number.smsMethod,
    smsFallbackUrl: set.SmsFallbackUrl ?? number.smsFallbackUrl,
    statusCallback: set.StatusCallback ?? number.statusCallback,
    statusCallbackMethod: set.StatusCallbackMethod ?? number.statusCallbackMethod,
    addressSid: set.AddressSid ?? number.addressSid,
    bundleSid: set.BundleSid ?? number.bundleSid,
    updatedAt: Date.now(),
  };
}

function numberPattern(given: string): RegExp {
  const digits = given.replace(/[^\d*]/g, "").replaceAll("*", "\\d");
  return new RegExp(given.startsWith("+") ? `^\\+${digits}` : digits);
}
