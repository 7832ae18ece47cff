const KEY = "callflex-conversation";

/** Remembers, for this tab, that a conversation was begun in it. */
export function beginOwn(testCallId: string): void {
  try {
    sessionStorage.setItem(KEY, testCallId);
  } catch {
    // The browser keeps nothing here: the conversation ends by its own silence.
  }
}

/** @returns whether this tab began the conversation: who only looks at it doesn't end it by leaving */
export function isOwn(testCallId: string): boolean {
  try {
    return sessionStorage.getItem(KEY) === testCallId;
  } catch {
    return false;
  }
}
