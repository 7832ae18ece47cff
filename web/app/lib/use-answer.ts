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
  const told = useRef(answer?.at);
  const done = useLatest((given: FormAnswer<T>) => onDone?.(given));
  useEffect(() => {
    if (!answer || answer.at === told.current) return;
    told.current = answer.at;
    if (answer.notice) notify({ kind: answer.ok ? "success" : "error", text: answer.notice });
    if (answer.ok) done(answer);
  }, [answer, done]);
}
