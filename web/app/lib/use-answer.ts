import { useEffect, useRef } from "react";
import type { FormAnswer } from "./form-answer.ts";
import { notify } from "./toast.tsx";
import { useLatest } from "./use-latest.ts";

/**
 * Shows each answer's notice once, and tells of success.
 *
 * @param answer the newest; undefined until there is one
 * @param onDone called once for each success
 */
export function useAnswer<T>(answer: FormAnswer<T> | undefined, onDone?: (answer: FormAnswer<T>) => void): void {
  useNotice(answer, true);
  useSuccess(answer, onDone);
}

/**
 * Shows the notice of each answer once.
 *
 * @param isDue whether the page shows what became of it; where the page is left before, the notice is shown all the same
 */
export function useNotice(answer: FormAnswer | undefined, isDue: boolean): void {
  const tell = useOnce(answer, ({ ok, notice }) => {
    if (notice) notify({ kind: ok ? "success" : "error", text: notice });
  });
  useEffect(() => {
    if (isDue) tell();
  }, [answer, isDue, tell]);
  useEffect(() => tell, [tell]);
}

/** Calls `onDone` once for each success. */
export function useSuccess<T>(answer: FormAnswer<T> | undefined, onDone?: (answer: FormAnswer<T>) => void): void {
  const tell = useOnce(answer, (given) => {
    if (given.ok) onDone?.(given);
  });
  useEffect(tell, [answer, tell]);
}

/** @returns tells of the newest answer, unless that was told before or was there from the start */
function useOnce<T>(answer: FormAnswer<T> | undefined, tell: (answer: FormAnswer<T>) => void): () => void {
  const told = useRef(answer?.at);
  return useLatest(() => {
    if (!answer || answer.at === told.current) return;
    told.current = answer.at;
    tell(answer);
  });
}
