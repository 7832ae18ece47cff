import { languageLabels } from "@callflex/contracts/labels";
import type { TemplateVariable } from "@callflex/contracts/template";
import type { FormMetadata } from "@conform-to/react";
import { VariableFields } from "~/components/assistants/variable-fields.tsx";
import { Field, SelectField, TextareaField } from "~/components/ui/field.tsx";
import type { ContentFields } from "./fields.ts";
import { PromptEditor } from "./prompt-editor.tsx";
import { VariablesEditor } from "./variables-editor.tsx";

type Form = FormMetadata<Record<string, unknown>>;
type Variables = readonly TemplateVariable[];

const LANGUAGES = Object.entries(languageLabels);

/** Name and language of an assistant. */
export function BasicsFields({ fields }: { fields: ContentFields }) {
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <Field
        field={fields.name}
        label="Name"
        hint="For your team; callers don’t hear it."
        type="text"
        autoComplete="off"
      />
      <SelectField
        field={fields.language}
        label="Language"
        hint="It understands and speaks this one."
        options={LANGUAGES}
      />
    </div>
  );
}

/** What callers hear first, and how the assistant speaks. */
export function GreetingFields({ fields, variables }: { fields: ContentFields; variables: Variables }) {
  return (
    <div className="space-y-5">
      <PromptEditor
        field={fields.firstMessage}
        label="Greeting"
        hint="The first words of every call. One or two sentences are best."
        variables={variables}
        longest={600}
        rows={3}
        placeholder="Thank you for calling. How can I help you today?"
      />
      <TextareaField
        field={fields.personality}
        label="Personality (optional)"
        hint="How it speaks: warm or brief, formal or easy-going."
        placeholder="Warm and calm. Short sentences. Never in a hurry, never chatty."
      />
    </div>
  );
}

/** What the assistant is told, with the variables in it. */
export function InstructionsFields(props: { form: Form; fields: ContentFields; variables: Variables }) {
  const { form, fields, variables } = props;
  return (
    <div className="space-y-6">
      <PromptEditor
        field={fields.prompt}
        label="What the assistant is told"
        hint="Write as to a new colleague: who you are, what callers want, what to do then, and what never to do."
        variables={variables}
        longest={12_000}
        rows={14}
        placeholder="You are the receptionist of…"
      />
      <div>
        <h3 className="mb-1 text-[13px] font-medium">Variables</h3>
        <p className="mb-3 text-[13px] text-muted">
          What may change one day, like a fee or a number: you answer it once, and use it in your texts.
        </p>
        <VariablesEditor form={form} field={fields.variables} />
      </div>
      {variables.length > 0 && <AnswerFields {...props} />}
    </div>
  );
}

/** The answers to an assistant's questions. */
export function AnswerFields(props: { form: Form; fields: ContentFields; variables: Variables }) {
  return (
    <div>
      <h3 className="mb-3 text-[13px] font-medium text-muted">Answers</h3>
      <VariableFields
        form={props.form}
        fields={props.fields.variableValues.getFieldset()}
        variables={props.variables}
      />
    </div>
  );
}
