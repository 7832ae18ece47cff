import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { Link } from "@remix-run/react";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { assistantOptions, type AssistantChoice } from "~/components/numbers/assistant-options.ts";
import { Field, SelectField } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { answeredBy } from "~/lib/numbers/number-words.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { answerForm, answerInput, changedAnswer } from "./answer-form.ts";

/** Who answers a number, whom it rings when nobody can, and what it is called. */
export function AnswerSection(props: { number: PhoneNumber; assistants: AssistantChoice[]; mayManage: boolean }) {
  const { number, assistants, mayManage } = props;
  const parts = useVersionedForm({ schema: answerForm, intent: "answer", loaded: number, inputOf: answerInput });
  const { form, fields, busy, newer, held } = parts;
  const none = assistants.length === 0 && !number.assistant;
  return (
    <Section
      title="Who answers"
      lead={
        number.assistant ? "Your assistant takes the calls, as the routing of this number says." : answeredBy(number)
      }
    >
      <ContractForm parts={parts} label="Who answers">
        {newer && (
          <ConflictNotice
            version={newer.version}
            lines={changedAnswer(held, newer)}
            onTake={parts.takeNewer}
            busy={busy}
          />
        )}
        <fieldset disabled={!mayManage} className="grid gap-4 sm:grid-cols-2">
          <SelectField
            field={fields.assistantId}
            label="Assistant"
            options={assistantOptions(assistants, number.assistant)}
          />
          <Field
            field={fields.label}
            label="Label"
            hint="What you call it. Callers don’t hear it."
            type="text"
            autoComplete="off"
          />
          <div className="sm:col-span-2">
            <Field
              field={fields.fallbackNumber}
              label="Fallback: a person’s phone"
              hint="Rings when no assistant can take a call: a limit is reached, none is chosen, or we have a fault."
              type="tel"
              autoComplete="tel"
            />
          </div>
        </fieldset>
        {none && mayManage && (
          <p className="text-[13px] text-muted">
            You have no assistant yet.{" "}
            <Link to="/assistants/new" className="font-medium text-brand-on-soft underline">
              Make one
            </Link>
          </p>
        )}
        {mayManage && <SaveBar busy={busy} dirty={form.dirty} />}
      </ContractForm>
      {mayManage && <UnsavedDialog unsaved={form.dirty && !busy} />}
    </Section>
  );
}
