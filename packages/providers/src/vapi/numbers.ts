import type { Vapi } from "@vapi-ai/server-sdk";
import { ProviderError } from "../errors.ts";
import { tagOf } from "../tag.ts";
import { answerOf, answerUnlessMissing, createLimit, createVapiClient, type VapiOptions } from "./client.ts";
import { linkedNumber, type LinkedNumber, type NumberLink } from "./linked-number.ts";
import { listAll } from "./list-all.ts";
import { serverOf } from "./server.ts";

/** Keeps numbers at VAPI. Every function throws `ProviderError`. */
export interface VapiNumbers {
  /**
   * Hands a number of our Twilio account to VAPI and leads it to us; one that VAPI has already is led to us as it is. VAPI
   * writes itself into the number's address for calls at Twilio; its hold on texts is declined.
   *
   * A failure that is `retryable` leaves open whether it was imported; calling again settles it.
   *
   * @param isLeftOver tells of the id of a number that VAPI has already whether it was somebody else's: that one is deleted and
   *   the digits are imported under a new id, so that whoever still tidies up the old one takes nothing away
   */
  importVapiPhoneNumber(
    e164: string,
    link: NumberLink,
    isLeftOver?: (id: string) => Promise<boolean>,
  ): Promise<LinkedNumber>;
  /**
   * Leads a number to us: our server, a human's number, and no assistant, so that VAPI asks us at each call. Safe to repeat.
   *
   * @throws {ProviderError} 404 when VAPI has no such number (any more)
   */
  updateVapiPhoneNumber(id: string, link: NumberLink): Promise<LinkedNumber>;
  /** Takes a number from VAPI; one that isn't there counts as taken. It stays ours at Twilio. */
  deleteVapiPhoneNumber(id: string): Promise<void>;
  /** Reads a number; null when VAPI has no such one. */
  getVapiPhoneNumber(id: string): Promise<LinkedNumber | null>;
  /** The number with these digits; VAPI has at most one. Null when it has none. */
  findVapiPhoneNumber(e164: string): Promise<LinkedNumber | null>;
  /** All numbers of the account, ours or not, newest first. */
  listVapiPhoneNumbers(): Promise<LinkedNumber[]>;
}

/** The Twilio account whose numbers are handed over. */
export interface TwilioAccount {
  accountSid: string;
  authToken: string;
}

function settingsOf(link: NumberLink) {
  const { fallbackNumber: number, fallbackMessage: message } = link;
  return {
    name: tagOf(link.numberId),
    smsEnabled: false,
    server: serverOf(link),
    fallbackDestination: { type: "number" as const, number, ...(message ? { message } : {}) },
  };
}

/** Clears what would make VAPI answer by itself. (The API takes null; the SDK's types don't know it.) */
const ASK_US = { assistantId: null, squadId: null, workflowId: null } as unknown as Pick<
  Vapi.UpdateTwilioPhoneNumberDto,
  "assistantId" | "squadId" | "workflowId"
>;

/** VAPI refuses to import digits twice; there is no code for it, the words have been the same for years. */
function isImportedAlready(error: unknown): boolean {
  return error instanceof ProviderError && error.code === "400" && /existing phone number/i.test(error.message);
}

/** Makes the client over the SDK. */
export function createVapiNumbers(options: VapiOptions, account: TwilioAccount): VapiNumbers {
  const { phoneNumbers } = createVapiClient(options);
  const list = async () => {
    const all = await listAll(
      (page) => phoneNumbers.list(page) as unknown as PromiseLike<Parameters<typeof linkedNumber>[0][]>,
    );
    return all.map(linkedNumber);
  };
  const find = async (e164: string) => (await list()).find((number) => number.e164 === e164) ?? null;
  const update = async (id: string, link: NumberLink) => {
    const body = { provider: "twilio" as const, ...settingsOf(link), ...ASK_US };
    return linkedNumber(await answerOf(phoneNumbers.update({ id, body })));
  };
  const remove = async (id: string) => {
    await answerUnlessMissing(phoneNumbers.delete({ id }));
  };
  const findUsable = async (e164: string, isLeftOver: (id: string) => Promise<boolean>) => {
    const known = await find(e164);
    if (!known || !(await isLeftOver(known.id))) return known;
    await remove(known.id);
    return null;
  };
  return {
    async importVapiPhoneNumber(e164, link, isLeftOver = () => Promise.resolve(false)) {
      const known = await findUsable(e164, isLeftOver);
      if (known) return update(known.id, link);
      const { accountSid: twilioAccountSid, authToken: twilioAuthToken } = account;
      const number = {
        provider: "twilio" as const,
        number: e164,
        twilioAccountSid,
        twilioAuthToken,
        ...settingsOf(link),
      };
      try {
        return linkedNumber(await answerOf(phoneNumbers.create(number, createLimit(options))));
      } catch (error) {
        const meanwhile = isImportedAlready(error) ? await find(e164) : null;
        if (meanwhile) return update(meanwhile.id, link);
        throw error;
      }
    },
    updateVapiPhoneNumber: update,
    deleteVapiPhoneNumber: remove,
    async getVapiPhoneNumber(id) {
      const number = await answerUnlessMissing(phoneNumbers.get({ id }));
      return number && linkedNumber(number);
    },
    findVapiPhoneNumber: find,
    listVapiPhoneNumbers: list,
  };
}
