import type { FieldMetadata } from "@conform-to/react";
import { useId } from "react";
import { Field, SelectField, TextareaField } from "~/components/ui/field.tsx";
import type { RuleInput } from "./routing-form.ts";
import { TEXT_LABELS, type RuleShown } from "./rules.ts";

type Text = FieldMetadata<string>;

/** A rule: what happens with such a call, and what that needs. */
export function RuleFields(props: {
  rule: RuleShown;
  field: FieldMetadata<RuleInput>;
  assistants: readonly (readonly [id: string, name: string])[];
}) {
  const { rule, field, assistants } = props;
  const title = useId();
  const parts = field.getFieldset();
  const chosen = String(parts.do.value ?? "");
  const text = TEXT_LABELS[chosen];
  return (
    <div
      role="group"
      aria-labelledby={title}
      className="grid gap-x-6 gap-y-3 py-4 first:pt-0 last:pb-0 sm:grid-cols-[200px_minmax(0,1fr)]"
    >
      <div>
        <h3 id={title} className="text-sm font-medium">
          {rule.title}
        </h3>
        <p className="mt-0.5 text-[13px] text-muted">{rule.lead}</p>
      </div>
      <div className="min-w-0 space-y-3">
        <SelectField field={parts.do as unknown as Text} label="What happens" options={rule.choices} />
        {chosen === "other_assistant" && (
          <SelectField
            field={parts.assistantId as unknown as Text}
            label="Assistant"
            options={[["", "Choose an assistant"], ...assistants]}
          />
        )}
        {chosen === "forward" && (
          <Field
            field={parts.number as unknown as Text}
            label="Telephone that rings"
            type="tel"
            autoComplete="off"
            placeholder="(212) 555-0166"
          />
        )}
        {text && (
          <TextareaField
            field={parts.text as unknown as Text}
            label={text[0]}
            placeholder={text[1]}
            hint="Leave it empty for our words."
            rows={2}
          />
        )}
      </div>
    </div>
  );
}
