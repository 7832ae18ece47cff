import type { SubmissionResult } from "@conform-to/react";
import { keepPage } from "./keep-page.ts";

/** The browser's part of the actions that answer with what is wrong with a form: see {@link keepPage}. */
export const clientAction = keepPage((text): SubmissionResult<string[]> => {
  return { status: "error", error: { "": [text] } };
});
