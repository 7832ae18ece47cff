import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { Field } from "~/components/ui/field.tsx";

type Form = FormMetadata<Record<string, unknown>>;
interface Destination {
  name: string;
  number: string;
  department?: string;
}

const MOST = 20;

/** People that callers are put through to, in the order in which they are rung. */
export function DestinationFields({ form, field }: { form: Form; field: FieldMetadata<Destination[]> }) {
  const people = field.getFieldList();
  const add = form.insert.getButtonProps({ name: field.name, defaultValue: { name: "", number: "", department: "" } });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-[13px] font-medium">Who is rung, in this order</legend>
      <p className="mb-3 text-[13px] text-muted">
        {people.length === 0
          ? "Nobody here: callers are put through to the people of your organization."
          : "If the first one doesn’t pick up, the next one is rung."}
      </p>
      <ol className="mb-3 space-y-3 empty:hidden">
        {people.map((person, index) => (
          <Person
            key={person.key}
            form={form}
            person={person as FieldMetadata<Destination>}
            list={field.name}
            index={index}
            last={index === people.length - 1}
          />
        ))}
      </ol>
      {field.errors && <p className="mb-3 text-[13px] text-coral-on-soft first-letter:uppercase">{field.errors[0]}</p>}
      {people.length < MOST && (
        <Button {...add} type="submit" variant="outline" size="sm">
          <Plus className="size-3.5" aria-hidden />
          Add a person
        </Button>
      )}
    </fieldset>
  );
}

function Person(props: { form: Form; person: FieldMetadata<Destination>; list: string; index: number; last: boolean }) {
  const { form, person, list, index, last } = props;
  const { name, number, department } = person.getFieldset();
  const who = (name.value as string | undefined) || `person ${index + 1}`;
  const move = (to: number) => form.reorder.getButtonProps({ name: list, from: index, to });
  return (
    <li className="rounded-[10px] bg-sunken/60 p-3">
      <div className="mb-2 flex items-center gap-1">
        <span className="num mr-auto text-[13px] font-medium text-muted">{index + 1}.</span>
        <Button
          {...move(index - 1)}
          type="submit"
          variant="ghost"
          size="sm"
          disabled={index === 0}
          aria-label={`Ring ${who} earlier`}
        >
          <ArrowUp className="size-4" aria-hidden />
        </Button>
        <Button
          {...move(index + 1)}
          type="submit"
          variant="ghost"
          size="sm"
          disabled={last}
          aria-label={`Ring ${who} later`}
        >
          <ArrowDown className="size-4" aria-hidden />
        </Button>
        <Button
          {...form.remove.getButtonProps({ name: list, index })}
          type="submit"
          variant="ghost"
          size="sm"
          aria-label={`Remove ${who}`}
        >
          <Trash2 className="size-4" aria-hidden />
        </Button>
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field field={name} label="Name" type="text" autoComplete="off" />
        <Field field={number} label="Number" type="tel" autoComplete="off" placeholder="+1 415 555 0134" />
        <Field
          field={department as FieldMetadata<string>}
          label="Department (optional)"
          type="text"
          autoComplete="off"
        />
      </div>
    </li>
  );
}
