import { getSelectProps, type FieldMetadata } from "@conform-to/react";
import { useEffect, useRef } from "react";
import { FieldFrame, INPUT_CLASS } from "~/components/ui/field.tsx";

/** The time zone of the business; the browser's own is chosen until somebody picks another. */
export function ZoneField({ field, zones }: { field: FieldMetadata<string | undefined>; zones: string[] }) {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (select.current && select.current.value === "UTC" && zones.includes(own)) select.current.value = own;
  }, [zones]);
  const { key, ...props } = getSelectProps(field as FieldMetadata<string>);
  return (
    <FieldFrame
      field={field as FieldMetadata<string>}
      label="Time zone"
      hint="Times of calls and days of statistics follow it."
    >
      <select key={key} {...props} ref={select} defaultValue={field.initialValue ?? "UTC"} className={INPUT_CLASS}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
