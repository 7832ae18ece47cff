import { getInputProps, type FieldMetadata, type FormMetadata } from "@conform-to/react";
import { WeekFields, type Week } from "~/components/hours/week-fields.tsx";

/** When people can be promised a call back. */
export function CallbackFields(props: {
  form: FormMetadata<Record<string, unknown>>;
  limited: FieldMetadata<string | undefined>;
  hours: FieldMetadata<Week>;
}) {
  const { form, limited, hours } = props;
  const { key, ...box } = getInputProps(limited, { type: "checkbox", value: "on" });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-[13px] font-medium">When you call back</legend>
      <label className="flex items-center gap-2.5 py-1 text-[13px]">
        <input key={key} {...box} className="size-4 accent-brand" />
        Only within certain hours
      </label>
      <div hidden={limited.value !== "on"} className="mt-2 rounded-[10px] border border-line-strong px-3 py-2">
        <WeekFields form={form} field={hours} mayChange />
      </div>
      {hours.errors && (
        <p className="mt-1.5 text-[13px] text-coral-on-soft first-letter:uppercase">{hours.errors[0]}</p>
      )}
    </fieldset>
  );
}
