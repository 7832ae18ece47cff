import type { SubmissionResult } from "@conform-to/react";

/** What became of a form or a button of a page. */
export interface FormAnswer<T = unknown> {
  ok: boolean;
  /** When it was answered, in milliseconds since 1970: tells one answer from the next. */
  at: number;
  /** What is wrong with which field. */
  result: SubmissionResult<string[]> | null;
  /** Shown as a short notice. */
  notice: string | null;
  /** Somebody else changed the same thing since it was loaded. */
  conflict: boolean;
  /** The API couldn't be asked, or not now: the page isn't loaded again, which would fail too. */
  unreachable: boolean;
  /** What the API answered, where the page shows it. */
  value: T | null;
}
