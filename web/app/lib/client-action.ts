import type { FormAnswer } from "./form-answer.ts";
import { keepPage } from "./keep-page.ts";

/** The browser's part of the actions that answer with a {@link FormAnswer}: see {@link keepPage}. */
export const clientAction = keepPage((notice): FormAnswer => {
  return { ok: false, at: Date.now(), result: null, notice, conflict: false, unreachable: true, value: null };
});
