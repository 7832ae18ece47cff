import { getInputProps, type FieldMetadata, type FormMetadata } from "@conform-to/react";
import { Plus, X } from "lucide-react";
import { INPUT_CLASS } from "~/components/ui/field.tsx";
import { Button } from "~/components/ui/button.tsx";

export interface Interval {
  opens: string;
  closes: string;
}

const MOST = 4;

/** A first interval is a working day; a further one comes after a break. */
const FIRST: Interval = { opens: "09:00", closes: "17:00" };
const NEXT: Interval = { opens: "18:00", closes: "20:00" };

/**
 * The hours of one day, none when it is closed.
 *
 * @param props.label the day, for screen readers
 */
export function Intervals(props: {
  form: FormMetadata<Record<string, unknown>>;
  field: FieldMetadata<Interval[]>;
  label: string;
  mayChange: boolean;
}) {
  const { form, field, label, mayChange } = props;
  const intervals = field.getFieldList();
  const add = form.insert.getButtonProps({ name: field.name, defaultValue: intervals.length === 0 ? FIRST : NEXT });
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 @max-xl:gap-x-1">
        {intervals.length === 0 && <span className="text-[13px] text-muted">Closed</span>}
        {intervals.map((interval, index) => (
          <IntervalFields
            key={interval.key}
            interval={interval as FieldMetadata<Interval>}
            label={intervals.length > 1 ? `${label}, ${index + 1}` : label}
            remove={mayChange ? form.remove.getButtonProps({ name: field.name, index }) : null}
          />
        ))}
        {mayChange && intervals.length < MOST && (
          <Button
            {...add}
            type="submit"
            variant="ghost"
            size="sm"
            className={intervals.length === 0 ? undefined : "@max-xl:px-2"}
          >
            <Plus className="size-3.5" aria-hidden />
            {/* In a narrow place the plus alone has room beside the hours. */}
            <span className={intervals.length === 0 ? undefined : "@max-xl:sr-only"}>
              {intervals.length === 0 ? "Open" : "Add hours"}
            </span>
            <span className="sr-only"> on {label}</span>
          </Button>
        )}
      </div>
      <Problem id={field.errorId} text={field.errors?.[0]} />
    </div>
  );
}

function IntervalFields(props: {
  interval: FieldMetadata<Interval>;
  label: string;
  remove: ReturnType<FormMetadata["remove"]["getButtonProps"]> | null;
}) {
  const { interval, label, remove } = props;
  const { opens, closes } = interval.getFieldset();
  const error = interval.errors?.[0] ?? opens.errors?.[0] ?? closes.errors?.[0];
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <TimeField field={opens} label={`${label} opens`} errorId={interval.errorId} wrong={error !== undefined} />
        <span aria-hidden className="text-muted">
          –
        </span>
        <TimeField field={closes} label={`${label} closes`} errorId={interval.errorId} wrong={error !== undefined} />
        {remove && (
          <Button
            {...remove}
            type="submit"
            variant="ghost"
            size="sm"
            className="w-8 px-0"
            aria-label={`Remove ${label}`}
          >
            <X className="size-4" aria-hidden />
          </Button>
        )}
      </div>
      <Problem id={interval.errorId} text={error} />
    </div>
  );
}

function TimeField(props: { field: FieldMetadata<string>; label: string; errorId: string; wrong: boolean }) {
  const { key, ...input } = getInputProps(props.field, { type: "time" });
  return (
    <input
      key={key}
      {...input}
      aria-label={props.label}
      aria-invalid={props.wrong || undefined}
      aria-describedby={props.wrong ? props.errorId : undefined}
      className={`num ${INPUT_CLASS} h-9! w-30! px-2! @max-xl:w-22! @max-xl:[&::-webkit-calendar-picker-indicator]:hidden`}
    />
  );
}

function Problem({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <p id={id} className="mt-1 text-[13px] text-coral-on-soft first-letter:uppercase">
      {text}
    </p>
  );
}
