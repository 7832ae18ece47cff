import "~/lib/zod-without-eval.ts";
import { numberDisclosureState } from "@callflex/contracts/api/number-disclosure";
import { openingWords } from "@callflex/contracts/opening-words";
import type { FieldMetadata } from "@conform-to/react";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { SelectField, TextareaField } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { useNumber } from "~/lib/numbers/use-number.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { disclosureForm, disclosureInput, disclosureOf } from "./disclosure-form.ts";
import { Suggestion } from "./suggestion.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.read");
  const path = { id: scope.params.numberId ?? "" };
  const loaded = await loadApi(scope, "GET /phone-numbers/{id}/disclosure", numberDisclosureState, { path });
  return { loaded, mayChange: organization.permissions.includes("phone_numbers.manage") };
}

/** What callers of a number hear first, and whether calls are recorded. */
export default function NumberDisclosurePage() {
  const data = useLoaderData<typeof loader>();
  const number = useNumber();
  return <DisclosureForm key={number.id} {...data} />;
}

const RECORDING = [
  ["on", "Calls are recorded and written down"],
  ["off", "Nothing is recorded or kept"],
] as const;

function DisclosureForm({ loaded, mayChange }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const parts = useVersionedForm({ schema: disclosureForm, intent: "disclosure", loaded, inputOf: disclosureInput });
  const { form, fields, busy, newer, held } = parts;
  const typed = disclosureForm.safeParse(form.value);
  const disclosure = typed.success ? disclosureOf(typed.data) : held.disclosure;
  const text = (field: unknown) => field as FieldMetadata<string>;
  return (
    <ContractForm
      parts={parts}
      label="Notices and recording"
      className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]"
    >
      <div className="min-w-0 space-y-4">
        {newer && (
          <ConflictNotice
            version={newer.version}
            lines={[["The first words", newer.opening ?? "changed"]]}
            onTake={parts.takeNewer}
            busy={busy}
          />
        )}
        <Section
          title="Notices & recording"
          lead="Said at the beginning of each call, before the assistant’s own words."
        >
          <fieldset disabled={!mayChange} className="space-y-4">
            <TextareaField
              field={text(fields.aiDisclosure)}
              label="That an AI answers"
              hint="Empty: nothing is said about it."
              rows={2}
            />
            <SelectField field={text(fields.recording)} label="Recording" options={RECORDING} />
            {disclosure.recording ? (
              <TextareaField
                field={text(fields.recordingNotice)}
                label="That the call may be recorded"
                hint="Empty: nothing is said about it."
                rows={2}
              />
            ) : (
              <>
                <input type="hidden" name={fields.recordingNotice.name} value={disclosure.recordingNotice ?? ""} />
                <p className="rounded-[10px] bg-sunken px-3 py-2 text-[13px] text-ink-2">
                  Neither the sound nor the words of a call are kept, from the next call on. Summaries, messages and
                  callbacks stay. Recordings from before stay too.
                </p>
              </>
            )}
            {mayChange && <SaveBar busy={busy} dirty={form.dirty} />}
          </fieldset>
        </Section>
        {mayChange && <UnsavedDialog unsaved={form.dirty && !busy} />}
      </div>
      <div className="min-w-0 space-y-4">
        <Section title="How a call begins">
          <p className="text-sm text-ink-2" aria-live="polite">
            {loaded.firstMessage === null
              ? "The number has no assistant yet."
              : `“${openingWords(disclosure, loaded.firstMessage)}”`}
          </p>
        </Section>
        <Suggestion
          loaded={loaded}
          disclosure={disclosure}
          onTake={
            mayChange
              ? () => {
                  const { aiDisclosure, recordingNotice } = loaded.suggestion.disclosure;
                  form.update({ name: fields.aiDisclosure.name, value: aiDisclosure ?? "" } as never);
                  form.update({ name: fields.recordingNotice.name, value: recordingNotice ?? "" } as never);
                }
              : null
          }
        />
      </div>
    </ContractForm>
  );
}
