import { useState } from "react";
import type { z } from "zod";
import type { FormAnswer } from "./form-answer.ts";
import { useContractForm, type ContractFormOptions } from "./use-contract-form.ts";

/**
 * A form over something that others change too. While nothing is typed it follows what is loaded; what is typed stays, and
 * is saved only over the version that it was typed upon.
 *
 * @param options.loaded what the page knows now
 * @param options.inputOf what stands in the fields for it
 * @param options.saves whether a success saved something; each does if left out
 * @returns the form's parts, and `newer`: what somebody else saved meanwhile, once a save met it
 */
export function useVersionedForm<S extends z.ZodType, V extends { version: number }, T = unknown>(
  options: Omit<ContractFormOptions<S, T>, "defaultValue" | "version"> & {
    loaded: V;
    inputOf: (value: V) => z.input<S>;
    saves?: (answer: FormAnswer<T>) => boolean;
  },
) {
  const { loaded, inputOf, saves, ...rest } = options;
  const [held, hold] = useState(loaded);
  const parts = useContractForm<S, T>({
    ...rest,
    defaultValue: inputOf(held),
    version: held.version,
    onDone: (answer) => {
      if (saves?.(answer) ?? true) {
        hold(loaded);
        // A save that changed nothing made no version to fill the form from.
        if (loaded.version === held.version) parts.form.reset();
      }
      rest.onDone?.(answer);
    },
  });
  const isNewer = loaded.version !== held.version;
  if (isNewer && !parts.busy && !parts.form.dirty) hold(loaded);
  const newer = isNewer && parts.answer?.conflict ? loaded : null;
  return { ...parts, held, newer, takeNewer: () => hold(loaded) };
}
