import { useFetcher } from "@remix-run/react";
import type { FormAnswer } from "./form-answer.ts";
import { useAnswer } from "./use-answer.ts";
import { useSession } from "./use-session.ts";

/**
 * A change by a button, without a form.
 *
 * @param intent what the page's action calls it
 * @param options.key tells apart the same button of several rows
 * @param options.action the page whose action it is; this one if left out
 * @param options.onDone called after success
 */
export function useChange<T = unknown>(
  intent: string,
  options: { key?: string; action?: string; onDone?: (answer: FormAnswer<T>) => void } = {},
) {
  const fetcher = useFetcher<FormAnswer<T>>({ key: `${intent}-${options.key ?? ""}` });
  const { organization } = useSession();
  // Told as soon as it is there: once the page is loaded again, the row of a removed thing is gone, and this hook with it.
  const answer = fetcher.data as FormAnswer<T> | undefined;
  useAnswer(answer, options.onDone);
  const busy = fetcher.state !== "idle";
  return {
    busy,
    answer,
    send: (fields: Record<string, string> = {}) => {
      if (busy) return;
      const body = { _intent: intent, _organization: organization.id, ...fields };
      fetcher.submit(body, { method: "post", action: options.action });
    },
  };
}
