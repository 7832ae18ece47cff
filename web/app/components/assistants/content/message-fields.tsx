import { getInputProps, type FieldMetadata, type FormMetadata } from "@conform-to/react";
import { Plus, Trash2 } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { INPUT_CLASS } from "~/components/ui/field.tsx";

type Form = FormMetadata<Record<string, unknown>>;
interface Asked {
  label: string;
  required?: string;
}

const MOST = 8;

/** What is asked for in a message beside name, number and what it is about. */
export function MessageFields({ form, field }: { form: Form; field: FieldMetadata<Asked[]> }) {
  const asked = field.getFieldList();
  const add = form.insert.getButtonProps({ name: field.name, defaultValue: { label: "" } });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-[13px] font-medium">What it also asks for</legend>
      <p className="mb-3 text-[13px] text-muted">Name, number and message are always asked for.</p>
      <ul className="mb-3 space-y-2 empty:hidden">
        {asked.map((one, index) => (
          <Question key={one.key} form={form} field={one as FieldMetadata<Asked>} list={field.name} index={index} />
        ))}
      </ul>
      {field.errors && <p className="mb-3 text-[13px] text-coral-on-soft first-letter:uppercase">{field.errors[0]}</p>}
      {asked.length < MOST && (
        <Button {...add} type="submit" variant="outline" size="sm">
          <Plus className="size-3.5" aria-hidden />
          Add a question
        </Button>
      )}
    </fieldset>
  );
}

function Question(props: { form: Form; field: FieldMetadata<Asked>; list: string; index: number }) {
  const { form, field, list, index } = props;
  const { label, required } = field.getFieldset();
  const { key: labelKey, ...text } = getInputProps(label, { type: "text" });
  const { key: requiredKey, ...box } = getInputProps(required, { type: "checkbox", value: "on" });
  const name = (label.value as string | undefined) || `question ${index + 1}`;
  return (
    <li>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <input
          key={labelKey}
          {...text}
          aria-label={`Question ${index + 1}`}
          autoComplete="off"
          placeholder="Order number"
          className={`${INPUT_CLASS} min-w-0 flex-1 basis-44`}
        />
        <label className="flex items-center gap-2 text-[13px]">
          <input key={requiredKey} {...box} className="size-4 accent-brand" />
          Needed
        </label>
        <Button
          {...form.remove.getButtonProps({ name: list, index })}
          type="submit"
          variant="ghost"
          size="icon"
          aria-label={`Remove ${name}`}
        >
          <Trash2 className="size-4" aria-hidden />
        </Button>
      </div>
      {label.errors && (
        <p id={label.errorId} className="mt-1 text-[13px] text-coral-on-soft first-letter:uppercase">
          {label.errors[0]}
        </p>
      )}
    </li>
  );
}
