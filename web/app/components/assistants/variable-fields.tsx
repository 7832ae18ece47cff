import { getCollectionProps, type FieldMetadata, type FormMetadata } from "@conform-to/react";
import type { TemplateVariable } from "@callflex/contracts/template";
import type { ReactNode } from "react";
import { WeekFields, type Week } from "~/components/hours/week-fields.tsx";
import { Field, SelectField, TextareaField } from "~/components/ui/field.tsx";

const PHONE_HINT = "With its country code, like +1 415 555 0134.";

interface VariableProps<T extends TemplateVariable["type"] = TemplateVariable["type"]> {
  form: FormMetadata<Record<string, unknown>>;
  field: FieldMetadata<unknown>;
  variable: Extract<TemplateVariable, { type: T }>;
}

/**
 * The questions of a template as a form, made from the questions alone.
 *
 * @param props.fields the fields by the questions' keys, as `getFieldset()` gives them
 */
export function VariableFields(props: {
  form: FormMetadata<Record<string, unknown>>;
  fields: Record<string, FieldMetadata<unknown>>;
  variables: readonly TemplateVariable[];
}) {
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      {props.variables.map((variable) => {
        const field = props.fields[variable.key];
        const wide = ["textarea", "hours", "multiselect"].includes(variable.type);
        return (
          field && (
            <div key={variable.key} className={wide ? "sm:col-span-2" : undefined}>
              <VariableField form={props.form} field={field} variable={variable} />
            </div>
          )
        );
      })}
    </div>
  );
}

function VariableField({ form, field, variable }: VariableProps) {
  const text = field as FieldMetadata<string>;
  const label = labelOf(variable);
  const { help } = variable;
  switch (variable.type) {
    case "text": {
      const { placeholder } = variable;
      return <Field field={text} label={label} hint={help} type="text" autoComplete="off" placeholder={placeholder} />;
    }
    case "textarea":
      return <TextareaField field={text} label={label} hint={help} placeholder={variable.placeholder} />;
    case "phone":
      return <Field field={text} label={label} hint={help ?? PHONE_HINT} type="tel" autoComplete="off" />;
    case "email":
      return <Field field={text} label={label} hint={help} type="email" autoComplete="off" />;
    case "select": {
      const options = variable.options.map((option) => [option, option] as const);
      return <SelectField field={text} label={label} hint={help} options={[["", "Choose…"], ...options]} />;
    }
    case "multiselect":
      return <Choices form={form} field={field} variable={variable} />;
    case "hours":
      return (
        <Group field={field} variable={variable}>
          <div className="rounded-[10px] border border-line-strong px-3 py-2">
            <WeekFields form={form} field={field as FieldMetadata<Week>} mayChange />
          </div>
        </Group>
      );
  }
}

function Choices({ field, variable }: VariableProps<"multiselect">) {
  const boxes = getCollectionProps(field as FieldMetadata<string[]>, { type: "checkbox", options: variable.options });
  return (
    <Group field={field} variable={variable}>
      <div className="grid gap-x-4 rounded-[10px] border border-line-strong px-3 py-1.5 sm:grid-cols-2">
        {boxes.map(({ key, ...box }) => (
          <label key={key ?? box.value} className="flex items-start gap-2.5 py-1.5 text-[13px] first-letter:uppercase">
            <input {...box} className="mt-0.5 size-4 shrink-0 accent-brand" />
            {box.value}
          </label>
        ))}
      </div>
    </Group>
  );
}

/** A question with several controls: its label above, what is wrong or its help below. */
function Group(props: { field: FieldMetadata<unknown>; variable: TemplateVariable; children: ReactNode }) {
  const { field, variable } = props;
  const error = field.errors?.[0];
  return (
    <fieldset id={field.id} tabIndex={-1} className="min-w-0" aria-describedby={error ? field.errorId : undefined}>
      <legend className="mb-1.5 text-[13px] font-medium">{labelOf(variable)}</legend>
      {props.children}
      {error ? (
        <p id={field.errorId} className="mt-1.5 text-[13px] text-coral-on-soft first-letter:uppercase">
          {error}
        </p>
      ) : (
        variable.help && <p className="mt-1.5 text-[13px] text-muted">{variable.help}</p>
      )}
    </fieldset>
  );
}

function labelOf({ label, required }: TemplateVariable): string {
  return required ? label : `${label} (optional)`;
}
