import type { TwilioNumber } from "../state/records.ts";
import { papersOf } from "./countries.ts";
import { rfc2822 } from "./twilio-dates.ts";

/** `(347) 555-0160` for a North American number, else the number itself. */
export function friendlyNumber(phoneNumber: string): string {
  const match = phoneNumber.match(/^\+1(\d{3})(\d{3})(\d{4})$/);
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : phoneNumber;
}

/** A number of the account, as Twilio shows it. */
export function showNumber(accountSid: string, number: TwilioNumber): Record<string, unknown> {
  const northAmerican = number.phoneNumber.startsWith("+1");
  return {
    account_sid: accountSid,
    address_requirements: papersOf(number.isoCountry, number.type).address,
    address_sid: number.addressSid,
    api_version: "2010-04-01",
    beta: false,
    bundle_sid: number.bundleSid,
    capabilities: { voice: true, sms: northAmerican || number.type === "mobile", mms: northAmerican, fax: false },
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.updatedAt),
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    emergency_status: "Active",
    friendly_name: number.friendlyName,
    identity_sid: null,
    origin: "twilio",
    phone_number: number.phoneNumber,
    sid: number.id,
    sms_application_sid: "",
    sms_fallback_method: "POST",
    sms_fallback_url: number.smsFallbackUrl,
    sms_method: number.smsMethod,
    sms_url: number.smsUrl,
    status: "in-use",
    status_callback: number.statusCallback,
    status_callback_method: number.statusCallbackMethod,
    trunk_sid: null,
    type: number.type === "toll-free" ? "tollfree" : number.type,
    uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${number.id}.json`,
    voice_application_sid: "",
    voice_caller_id_lookup: false,
    voice_fallback_method: "POST",
    voice_fallback_url: number.voiceFallbackUrl,
    voice_method: number.voiceMethod,
    voice_receive_mode: "voice",
    voice_url: number.voiceUrl,
  };
}
