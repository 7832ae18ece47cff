import type { TwilioClient } from "./client.ts";

/** A text message as Twilio knows it. */
export interface SentSms {
  sid: string;
  /** Twilio's `status`: queued, sending, sent, delivered, undelivered, failed, … */
  status: string;
  /** Twilio's error code once it failed. */
  errorCode: string | undefined;
}

/** Sends text messages. Every function throws `ProviderError`. */
export interface SmsSender {
  /**
   * Sends one message, once: a failure that is `retryable` leaves open whether it was sent, so look for it with
   * `findByReference` before another try.
   *
   * @param message.reference code in the body by which the message is found again, as `#<reference>`
   * @param message.statusCallback public address for Twilio's status reports; none are asked for without it
   */
  send(message: {
    from: string;
    to: string;
    body: string;
    statusCallback?: string;
    reference: string;
  }): Promise<SentSms>;
  /**
   * Looks for a message to a recipient that carries a reference.
   *
   * @param query.sentAfter older messages are not looked at; a minute is allowed for clocks that differ
   */
  findByReference(query: { to: string; reference: string; sentAfter: Date }): Promise<SentSms | null>;
  /** Reads a message's state; null when Twilio has no such message. */
  getStatus(sid: string): Promise<SentSms | null>;
}

/** How many of a recipient's latest messages are looked through. */
const SEARCHED_MESSAGES = 200;
const CLOCK_SKEW_MS = 60_000;
const NOT_FOUND = "20404";

function summary(message: { sid: string; status: string; errorCode: number | null }): SentSms {
  return { sid: message.sid, status: message.status, errorCode: message.errorCode?.toString() };
}

/** True when `body` carries `#<reference>` and not just a longer code that begins with it. */
export function carriesReference(body: string, reference: string): boolean {
  const at = body.indexOf(`#${reference}`);
  return at >= 0 && !/^[\w-]/.test(body.slice(at + 1 + reference.length));
}

/**
 * Makes the sender over the SDK. Twilio takes no idempotency key when it creates a message, hence the look-up.
 *
 * The look-up goes by the time of creation: a message that is still queued has no date of sending to filter by.
 */
export function createSmsSender(client: TwilioClient): SmsSender {
  return {
    async send({ from, to, body, statusCallback, reference }) {
      if (!carriesReference(body, reference)) throw new TypeError(`the text must carry its reference #${reference}`);
      return summary(await client.messages.create({ from, to, body, statusCallback }));
    },
    async findByReference({ to, reference, sentAfter }) {
      const oldest = sentAfter.getTime() - CLOCK_SKEW_MS;
      const messages = await client.messages.list({ to, limit: SEARCHED_MESSAGES });
      const found = messages.find(
        (message) => message.dateCreated.getTime() >= oldest && carriesReference(message.body, reference),
      );
      return found ? summary(found) : null;
    },
    async getStatus(sid) {
      try {
        return summary(await client.messages(sid).fetch());
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === NOT_FOUND) return null;
        throw error;
      }
    },
  };
}
