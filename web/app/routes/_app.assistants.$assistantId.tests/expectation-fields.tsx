import { getInputProps, getSelectProps, type FieldMetadata, type FormMetadata } from "@conform-to/react";
import { offeredFunctionLabels } from "@callflex/contracts/labels";
import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "~/components/ui/button.tsx";
import { INPUT_CLASS } from "~/components/ui/field.tsx";
import { dayName, ROUTE_WORDS, WEEKDAYS } from "./expectation-words.ts";
import { EXPECTATION_KINDS } from "./test-form.ts";

/** The fields of an expectation, of whatever kind. */
export type ExpectationInput = Partial<
  Record<"kind" | "tool" | "containing" | "text" | "caller" | "weekday" | "time" | "to" | "phoneNumberId", string>
>;
type Part = FieldMetadata<string | undefined>;
type Options = readonly (readonly [value: string, label: string])[];

const TOOLS: Options = Object.entries(offeredFunctionLabels).map(([value, { title }]) => [value, title]);
const ROUTES: Options = Object.entries(ROUTE_WORDS);
const DAYS: Options = WEEKDAYS.map((day) => [day, dayName(day)]);

/** One expectation: its kind, and the fields that the kind asks for. */
export function ExpectationFields(props: {
  field: FieldMetadata<ExpectationInput>;
  place: number;
  remove: ReturnType<FormMetadata["remove"]["getButtonProps"]> | null;
}) {
  const { field, place, remove } = props;
  const { kind, tool, containing, text, caller, weekday, time, to, phoneNumberId } = field.getFieldset();
  const label = (name: string) => `Expectation ${place}: ${name}`;
  return (
    <li className="space-y-2 rounded-[10px] border p-3">
      <div className="flex gap-2">
        <Choice field={kind} label={label("kind")} options={EXPECTATION_KINDS} />
        {remove && (
          <Button {...remove} type="submit" variant="ghost" size="icon" aria-label={`Remove expectation ${place}`}>
            <Trash2 className="size-4" aria-hidden />
          </Button>
        )}
      </div>
      {(kind.value === "calls_tool" || kind.value === "offers_tool") && (
        <Choice field={tool} label={label("function")} options={TOOLS} />
      )}
      {kind.value === "calls_tool" && (
        <Words field={containing} label={label("words in its details")} placeholder="Words in its details, if any" />
      )}
      {(kind.value === "says" || kind.value === "never_says" || kind.value === "prompt_contains") && (
        <Words field={text} label={label("words")} placeholder="Words to look for" />
      )}
      {kind.value === "routes" && (
        <>
          <Choice field={to} label={label("who takes the call")} options={ROUTES} />
          <div className="flex gap-2">
            <Choice field={weekday} label={label("day")} options={DAYS} />
            <Words field={time} label={label("time")} type="time" />
          </div>
          <Words field={caller} label={label("caller's number")} placeholder="Caller's number; empty: none is shown" />
          <input type="hidden" name={phoneNumberId.name} defaultValue={phoneNumberId.initialValue} />
        </>
      )}
    </li>
  );
}

function Problem({ field, children }: { field: Part; children: ReactNode }) {
  return (
    <div className="min-w-0 flex-1">
      {children}
      {field.errors && (
        <p id={field.errorId} className="mt-1 text-[13px] text-coral-on-soft first-letter:uppercase">
          {field.errors[0]}
        </p>
      )}
    </div>
  );
}

function Choice({ field, label, options }: { field: Part; label: string; options: Options }) {
  const { key, ...select } = getSelectProps(field);
  return (
    <Problem field={field}>
      <select key={key} {...select} aria-label={label} className={INPUT_CLASS}>
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Problem>
  );
}

function Words(props: { field: Part; label: string; placeholder?: string; type?: "text" | "time" }) {
  const { field, label, placeholder, type = "text" } = props;
  const { key, ...input } = getInputProps(field, { type });
  return (
    <Problem field={field}>
      <input
        key={key}
        {...input}
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        className={INPUT_CLASS}
      />
    </Problem>
  );
}
