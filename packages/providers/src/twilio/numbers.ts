import { tagOf } from "../tag.ts";
import { buyNumber, claimNumber, type NumberPurchase } from "./buy-number.ts";
import type { TwilioClient } from "./client.ts";
import { listNumberPapers } from "./number-papers.ts";
import { createNumberPrices, type NumberPrice } from "./number-prices.ts";
import { listOwnedNumbers, ownedNumber, unlessMissing, type OwnedNumber } from "./owned-numbers.ts";
import { searchNumbers, type NumberOffer, type NumberSearch, type NumberType } from "./search-numbers.ts";

/** A number on offer with its price, where Twilio told one. */
export interface PricedOffer extends NumberOffer {
  monthlyPrice: NumberPrice | null;
}

/** Where Twilio reports on a number. There is no address for calls: VAPI owns that one. */
export interface NumberWebhooks {
  /** Takes incoming texts; what stands there stays when it isn't given. */
  smsUrl?: string;
  /** Takes one report for each call, at its end. */
  statusCallback: string;
}

/** Looks for, buys, sets up and gives back numbers. Every function throws `ProviderError`. */
export interface TwilioNumbers {
  /** Numbers that can be bought, each with what it costs a month; a price that can't be read is null and hides no number. */
  searchAvailableNumbers(search: NumberSearch): Promise<PricedOffer[]>;
  /** Papers that a business must hand in for such a number, in words; none for most. */
  listNumberPapers(country: string, type: NumberType): Promise<string[]>;
  /** Buys a number once, however often it is called with the same id. */
  provisionNumber(purchase: NumberPurchase): Promise<OwnedNumber>;
  /**
   * Puts our id on a number that the account has without one, such as one that was bought by hand. Safe to repeat.
   *
   * @throws {ProviderError} final when the number carries another id of ours
   */
  claimNumber(sid: string, id: string): Promise<OwnedNumber>;
  /** Sets where Twilio reports; safe to repeat. */
  updateNumberWebhook(sid: string, webhooks: NumberWebhooks): Promise<OwnedNumber>;
  /**
   * Gives numbers back: the one with a SID, or all that were bought for an id, also when nobody knows their SIDs because
   * an answer was lost. They can't be had back for sure. Safe to repeat.
   *
   * @returns how many were given back now
   */
  releaseNumber(target: { sid: string } | { id: string }): Promise<number>;
  /** Reads a number; null when the account has none with this SID. */
  getNumber(sid: string): Promise<OwnedNumber | null>;
  /** The number that was bought for an id of ours; null when there is none. */
  findNumber(id: string): Promise<OwnedNumber | null>;
  /** All numbers of the account, ours or not. */
  listNumbers(): Promise<OwnedNumber[]>;
}

/** Makes the client over the SDK. */
export function createTwilioNumbers(client: TwilioClient): TwilioNumbers {
  const findPrice = createNumberPrices(client);
  const release = async (sid: string) => ((await unlessMissing(client.incomingPhoneNumbers(sid).remove())) ? 1 : 0);
  return {
    async searchAvailableNumbers(search) {
      const [offers, monthlyPrice] = await Promise.all([
        searchNumbers(client, search),
        // Offers without a price are better than none; what keeps both from being read fails the search itself.
        findPrice(search.country, search.type).catch(() => null),
      ]);
      return offers.map((offer) => ({ ...offer, monthlyPrice }));
    },
    listNumberPapers: (country, type) => listNumberPapers(client, country, type),
    provisionNumber: (purchase) => buyNumber(client, purchase),
    claimNumber: (sid, id) => claimNumber(client, sid, id),
    async updateNumberWebhook(sid, { smsUrl, statusCallback }) {
      const texts = smsUrl === undefined ? {} : { smsUrl, smsMethod: "POST" };
      const settings = { ...texts, statusCallback, statusCallbackMethod: "POST" };
      return ownedNumber(await client.incomingPhoneNumbers(sid).update(settings));
    },
    async releaseNumber(target) {
      if ("sid" in target) return release(target.sid);
      const ours = await listOwnedNumbers(client, { name: tagOf(target.id) });
      const released = await Promise.all(ours.map(({ sid }) => release(sid)));
      return released.reduce<number>((sum, count) => sum + count, 0);
    },
    async getNumber(sid) {
      const number = await unlessMissing(client.incomingPhoneNumbers(sid).fetch());
      return number && ownedNumber(number);
    },
    async findNumber(id) {
      return (await listOwnedNumbers(client, { name: tagOf(id) }))[0] ?? null;
    },
    listNumbers: () => listOwnedNumbers(client),
  };
}
