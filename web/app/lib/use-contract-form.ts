import { useForm, type FormMetadata } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { useFetcher } from "@remix-run/react";
import type { z } from "zod";
import type { FormAnswer } from "./form-answer.ts";
import { isInput, parseForm } from "./parse-form.ts";
import { useNotice, useSuccess } from "./use-answer.ts";

/** A form of a page, checked by its schema here and in the server. */
export interface ContractFormOptions<S extends z.ZodType, T> {
  schema: S;
  /** What the page's action calls it. */
  intent: string;
  defaultValue?: unknown;
  /** Version of what the form was filled from; another one fills it anew. */
  version?: number;
  /** Page whose action it is; this one if left out. */
  action?: string;
  /** Told of each success. */
  onDone?: (answer: FormAnswer<T>) => void;
}

type FormShape<S extends z.ZodType> = z.input<S> & Record<string, unknown>;

/**
 * Sets up a form that is sent without leaving the page.
 *
 * @returns its parts for `ContractForm`, its fields, and what became of it
 */
export function useContractForm<S extends z.ZodType, T = unknown>(options: ContractFormOptions<S, T>) {
  const { schema, intent, version, action } = options;
  const name = version === undefined ? intent : `${intent}-${version}`;
  const fetcher = useFetcher<FormAnswer<T>>({ key: intent });
  const newest = fetcher.data as FormAnswer<T> | undefined;
  // Until what it changed is loaded again, an answer counts as under way.
  const answer = fetcher.state === "idle" ? newest : undefined;
  useNotice(newest, answer !== undefined);
  useSuccess(answer, options.onDone);
  const [form, fields] = useForm<FormShape<S>, z.output<S>>({
    id: name,
    lastResult: answer?.result,
    defaultValue: options.defaultValue as never,
    constraint: getZodConstraint(schema) as never,
    onValidate: ({ formData }) => parseForm(formData, schema) as never,
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    shouldDirtyConsider: isInput,
  });
  const meta = form as unknown as FormMetadata<Record<string, unknown>>;
  return { form: meta, fields, fetcher, answer, intent, version, action, busy: fetcher.state !== "idle" };
}

/** What {@link useContractForm} gives, whatever the form's fields. */
export type ContractFormParts = Omit<ReturnType<typeof useContractForm>, "fields" | "answer" | "fetcher"> & {
  fetcher: { Form: ReturnType<typeof useFetcher>["Form"] };
  answer: FormAnswer | undefined;
};
