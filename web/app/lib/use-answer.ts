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
  useNotice(answer);
  useSuccess(answer, onDone);
}

/** Shows the notice of each answer once. */
export function useNotice(answer: FormAnswer | undefined): void {
  useOnce(answer, ({ ok, notice }) => {
    if (notice) notify({ kind: ok ? "success" : "error", text: notice });
  });
}

/** Calls `onDone` once for each success. */
export function useSuccess<T>(answer: FormAnswer<T> | undefined, onDone?: (answer: FormAnswer<T>) => void): void {
  useOnce(answer, (given) => {
    if (given.ok) onDone?.(given);
  });
}

function useOnce<T>(answer: FormAnswer<T> | undefined, tell: (answer: FormAnswer<T>) => void): void {
  const told = useRef(answer?.at);
  const newest = useLatest(tell);
  useEffect(() => {
    if (!answer || answer.at === told.current) return;
    told.current = answer.at;
    newest(answer);
  }, [answer, newest]);
}
