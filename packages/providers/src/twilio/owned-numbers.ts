import { ProviderError } from "../errors.ts";
import { taggedId } from "../tag.ts";
import type { TwilioClient } from "./client.ts";

/** A number of the account. */
export interface OwnedNumber {
  /** `PN…` */
  sid: string;
  e164: string;
  /** Id of our row that the number was bought for, from its name at Twilio; null for one that isn't ours. */
  ownerId: string | null;
  name: string;
  capabilities: { voice: boolean; sms: boolean };
  /** Where calls go; VAPI writes it when it takes the number over. */
  voiceUrl: string | null;
  smsUrl: string | null;
  statusCallback: string | null;
  addressSid: string | null;
  bundleSid: string | null;
  createdAt: Date;
}

/** The SDK's number, as far as it is read. */
type NumberInstance = Awaited<ReturnType<TwilioClient["incomingPhoneNumbers"]["list"]>>[number];

/** Twilio has nothing under a SID. */
const NOT_FOUND = "20404";
/** The most that Twilio gives in one page. */
const PAGE_SIZE = 1_000;

/** Reads the SDK's number. */
export function ownedNumber(number: NumberInstance): OwnedNumber {
  const { voice = false, sms = false } = number.capabilities as { voice?: boolean; sms?: boolean };
  return {
    sid: number.sid,
    e164: number.phoneNumber,
    ownerId: taggedId(number.friendlyName),
    name: number.friendlyName,
    capabilities: { voice, sms },
    voiceUrl: number.voiceUrl || null,
    smsUrl: number.smsUrl || null,
    statusCallback: number.statusCallback || null,
    addressSid: number.addressSid || null,
    bundleSid: number.bundleSid || null,
    createdAt: number.dateCreated,
  };
}

/** Numbers of the account, all or those of exactly one name. */
export async function listOwnedNumbers(client: TwilioClient, filter: { name?: string } = {}): Promise<OwnedNumber[]> {
  const { name: friendlyName } = filter;
  const numbers = await client.incomingPhoneNumbers.list({ friendlyName, pageSize: PAGE_SIZE });
  // Whether Twilio's own filter takes a part for the whole isn't documented.
  return numbers.map(ownedNumber).filter(({ name }) => friendlyName === undefined || name === friendlyName);
}

/** Waits for an answer; what Twilio doesn't have (any more) is null. */
export async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ProviderError && error.code === NOT_FOUND) return null;
    throw error;
  }
}
