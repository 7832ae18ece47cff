import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { Link } from "@remix-run/react";
import { useMemo } from "react";
import { CapabilityFields } from "~/components/assistants/content/capability-fields.tsx";
import { changedParts } from "~/components/assistants/content/changed-parts.ts";
import { contentForm, variablesOf } from "~/components/assistants/content/content-form.ts";
import { contentInput } from "~/components/assistants/content/content-input.ts";
import { contentFields } from "~/components/assistants/content/fields.ts";
import { BasicsFields, GreetingFields, InstructionsFields } from "~/components/assistants/content/text-fields.tsx";
import { VoiceFields } from "~/components/assistants/content/voice-fields.tsx";
import { FilledPreview } from "~/components/assistants/filled-preview.tsx";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { useLeave } from "~/lib/use-leave.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { answersOf } from "~/lib/variable-answers.ts";
import { STEPS, stepPath, type BuilderStep } from "./steps.ts";

/** One step of the builder; going on saves it. */
export function StepForm({ assistant, step }: { assistant: AssistantDetail; step: BuilderStep }) {
  const [leaving, leave] = useLeave();
  const schema = useMemo(() => contentForm(step.parts, [], { complete: false }), [step]);
  const next = stepPath(assistant.id, step, 1);
  const parts = useVersionedForm({
    schema,
    intent: `step-${step.path || "basics"}`,
    loaded: assistant,
    inputOf: ({ content }) => stepInput(content, step),
    onDone: () => leave(next),
  });
  const { form, fields, busy, newer, held } = parts;
  const content = contentFields(fields.content);
  const texts = step.path === "greeting" || step.path === "instructions";
  const variables = variablesOf(content.variables.value) ?? assistant.content.variables;
  return (
    <div
      className={texts ? "grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] lg:gap-5" : "max-w-3xl"}
    >
      <ContractForm parts={parts} label={step.title} className="min-w-0 space-y-4">
        {newer && (
          <ConflictNotice
            version={newer.version}
            lines={changedParts(held.content, newer.content, step.parts)}
            onTake={parts.takeNewer}
            busy={busy}
          />
        )}
        <div className="card p-4 sm:p-6">
          <h2 className="sr-only">{step.title}</h2>
          {step.path === "" && <BasicsFields fields={content} />}
          {step.path === "greeting" && <GreetingFields fields={content} variables={variables} />}
          {step.path === "instructions" && <InstructionsFields form={form} fields={content} variables={variables} />}
          {step.path === "capabilities" && <CapabilityFields form={form} fields={content} />}
          {step.path === "voice" && <VoiceFields fields={content} content={assistant.content} />}
        </div>
        <div className="flex items-center gap-2">
          {step !== STEPS[0] && (
            <Link to={stepPath(assistant.id, step, -1)} className={buttonClass({ variant: "outline" })}>
              Back
            </Link>
          )}
          <Button type="submit" disabled={busy || leaving}>
            {busy || leaving ? "Saving…" : "Save and go on"}
          </Button>
          <span role="status" className="text-[13px] text-muted">
            {form.dirty && !busy && !leaving ? "Not saved yet" : ""}
          </span>
        </div>
      </ContractForm>
      {texts && (
        <FilledPreview
          firstMessage={content.firstMessage.value ?? assistant.content.firstMessage}
          prompt={content.prompt.value ?? assistant.content.prompt}
          variables={variables}
          values={
            step.path === "instructions"
              ? answersOf(variables, content.variableValues.value)
              : assistant.content.variableValues
          }
        />
      )}
      <UnsavedDialog unsaved={form.dirty && !busy && !leaving} />
    </div>
  );
}

/** What stands in the fields of a step; the others are not there. */
function stepInput(content: AssistantDetail["content"], step: BuilderStep) {
  const whole: Record<string, unknown> = contentInput(content).content;
  return { content: Object.fromEntries(step.parts.map((part) => [part, whole[part]])) };
}
