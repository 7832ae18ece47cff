import { getInputProps, getSelectProps, getTextareaProps, type FieldMetadata } from "@conform-to/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Classes of text inputs and selects. */
export const INPUT_CLASS =
  "h-10 w-full rounded-[10px] border border-line-strong bg-surface px-3 text-sm placeholder:text-muted aria-invalid:border-coral";

/** Classes of texts of several lines; they grow with what is typed where the browser can. */
export const TEXTAREA_CLASS =
  "field-sizing-content min-h-20 w-full rounded-[10px] border border-line-strong bg-surface px-3 py-2 text-sm leading-relaxed placeholder:text-muted aria-invalid:border-coral";

interface FrameProps {
  field: FieldMetadata<string>;
  label: string;
  hint?: string;
  children: ReactNode;
}

/** A label above a control, what is wrong with it or a hint below. */
export function FieldFrame({ field, label, hint, children }: FrameProps) {
  const error = field.errors?.[0];
  return (
    <div>
      <label htmlFor={field.id} className="mb-1.5 block text-[13px] font-medium">
        {label}
      </label>
      {children}
      {(error ?? hint) && (
        <p
          id={error ? field.errorId : field.descriptionId}
          className={clsx("mt-1.5 text-[13px]", error ? "text-coral-on-soft first-letter:uppercase" : "text-muted")}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

/** A text input with its label. */
export function Field(props: {
  field: FieldMetadata<string>;
  label: string;
  hint?: string;
  type: "text" | "email" | "tel" | "password" | "date";
  autoComplete: string;
  inputMode?: "numeric";
  placeholder?: string;
}) {
  const { field, label, hint, type, autoComplete, inputMode, placeholder } = props;
  const { key, ...input } = getInputProps(field, { type, ariaDescribedBy: hint ? field.descriptionId : undefined });
  return (
    <FieldFrame field={field} label={label} hint={hint}>
      <input
        key={key}
        {...input}
        autoComplete={autoComplete}
        inputMode={inputMode}
        placeholder={placeholder}
        className={INPUT_CLASS}
      />
    </FieldFrame>
  );
}

/** A text of several lines, with its label. */
export function TextareaField(props: {
  field: FieldMetadata<string>;
  label: string;
  hint?: string;
  placeholder?: string;
  rows?: number;
}) {
  const { field, label, hint, placeholder, rows = 3 } = props;
  const { key, ...textarea } = getTextareaProps(field, { ariaDescribedBy: hint ? field.descriptionId : undefined });
  return (
    <FieldFrame field={field} label={label} hint={hint}>
      <textarea key={key} {...textarea} rows={rows} placeholder={placeholder} className={TEXTAREA_CLASS} />
    </FieldFrame>
  );
}

/** A choice of a few, with its label. */
export function SelectField(props: {
  field: FieldMetadata<string>;
  label: string;
  hint?: string;
  options: readonly (readonly [value: string, label: string])[];
}) {
  const { field, label, hint, options } = props;
  const { key, ...select } = getSelectProps(field, { ariaDescribedBy: hint ? field.descriptionId : undefined });
  return (
    <FieldFrame field={field} label={label} hint={hint}>
      <select key={key} {...select} className={INPUT_CLASS}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** What is wrong with the form as a whole. */
export function FormErrors({ id, errors }: { id: string; errors?: string[] }) {
  return (
    <div id={id} role="alert" className="empty:hidden">
      {errors?.map((error) => (
        <p key={error} className="rounded-[10px] bg-coral-soft px-3 py-2 text-[13px] text-coral-on-soft">
          {error}
        </p>
      ))}
    </div>
  );
}
