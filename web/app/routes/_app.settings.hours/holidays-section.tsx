import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Plus, Trash2 } from "lucide-react";
import { Intervals, type Interval } from "~/components/hours/intervals.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";

export interface HolidayInput {
  date: string;
  name: string;
  hours?: Interval[];
}

const MOST = 100;

/** Days on which other hours hold. */
export function HolidaysSection(props: {
  form: FormMetadata<Record<string, unknown>>;
  field: FieldMetadata<HolidayInput[]>;
  mayChange: boolean;
}) {
  const { form, field, mayChange } = props;
  const days = field.getFieldList() as FieldMetadata<HolidayInput>[];
  const add = form.insert.getButtonProps({ name: field.name, defaultValue: { date: "", name: "", hours: [] } });
  return (
    <Section title="Holidays" lead="Days on which you are closed, or open at other hours than usual.">
      {days.length === 0 && <p className="mb-3 text-[13px] text-muted">No holidays yet.</p>}
      <ul className="mb-3 divide-y empty:hidden">
        {days.map((day, index) => (
          <HolidayFields key={day.key} form={form} day={day} list={field.name} index={index} mayChange={mayChange} />
        ))}
      </ul>
      {field.errors && <p className="mb-3 text-[13px] text-coral-on-soft first-letter:uppercase">{field.errors[0]}</p>}
      {mayChange && days.length < MOST && (
        <Button {...add} type="submit" variant="outline" size="sm">
          <Plus className="size-3.5" aria-hidden />
          Add a day
        </Button>
      )}
    </Section>
  );
}

function HolidayFields(props: {
  form: FormMetadata<Record<string, unknown>>;
  day: FieldMetadata<HolidayInput>;
  list: string;
  index: number;
  mayChange: boolean;
}) {
  const { form, day, list, index, mayChange } = props;
  const { date, name, hours } = day.getFieldset();
  const label = (name.value as string | undefined) || `day ${index + 1}`;
  const remove = form.remove.getButtonProps({ name: list, index });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 py-4 first:pt-0">
      <div className="grid min-w-0 flex-1 basis-72 grid-cols-[150px_minmax(0,1fr)] gap-3">
        <Field field={date} label="Day" type="date" autoComplete="off" />
        <Field field={name} label="Name" type="text" autoComplete="off" />
      </div>
      <div className="min-w-0 flex-1 basis-64 sm:pt-7">
        <Intervals form={form} field={hours as FieldMetadata<Interval[]>} label={label} mayChange={mayChange} />
      </div>
      {mayChange && (
        <Button
          {...remove}
          type="submit"
          variant="ghost"
          size="icon"
          aria-label={`Remove ${label}`}
          className="sm:mt-6.5"
        >
          <Trash2 className="size-4" aria-hidden />
        </Button>
      )}
    </li>
  );
}
