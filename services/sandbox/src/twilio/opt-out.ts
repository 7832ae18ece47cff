import type { Sandbox } from "../sandbox.ts";

const STOP_WORDS = new Set(["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]);
const START_WORDS = new Set(["START", "YES", "UNSTOP"]);
const HELP_WORDS = new Set(["HELP", "INFO"]);

const REPLIES = {
  STOP: "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
  START:
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};

/** Whether a person told a number of ours to stop. */
export function isOptedOut(sandbox: Sandbox, ours: string, theirs: string): boolean {
  return sandbox.store.optOuts.get(`${ours} ${theirs}`) !== undefined;
}

/**
 * Handles the words that Twilio takes itself: STOP blocks, START opens, HELP explains.
 *
 * @returns Twilio's own reply, or null for any other text
 */
export function handleKeyword(sandbox: Sandbox, ours: string, theirs: string, body: string): string | null {
  const word = body.trim().toUpperCase();
  const id = `${ours} ${theirs}`;
  if (STOP_WORDS.has(word)) {
    sandbox.store.optOuts.put({ id });
    return REPLIES.STOP;
  }
  if (START_WORDS.has(word) && sandbox.store.optOuts.delete(id)) return REPLIES.START;
  return HELP_WORDS.has(word) ? REPLIES.HELP : null;
}
