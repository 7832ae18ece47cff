import { keepPage } from "~/lib/keep-page.ts";
import type { InboxAnswer } from "./action.server.ts";

/** The browser's part of a change of an item: see {@link keepPage}. */
export const clientAction = keepPage((text): InboxAnswer => {
  return { ok: false, conflict: false, unreachable: true, text, at: Date.now() };
});
