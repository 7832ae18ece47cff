import "~/lib/zod-without-eval.ts";
import { settings, type Settings } from "@callflex/contracts/api/organizations";
import { getCollectionProps } from "@conform-to/react";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { AS_IT_IS, TEMPLATES_OWN, voiceForm } from "./voice-form.ts";
import { voiceById, VOICES } from "./voices.ts";

export { action } from "./action.server.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Default voice · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "settings.read");
  const loaded = await loadApi(scope, "GET /organizations/{organizationId}/settings", settings, {
    path: { organizationId: organization.id },
  });
  return { loaded, organizationId: organization.id, mayChange: organization.permissions.includes("settings.update") };
}

function choiceOf({ defaultVoice }: Settings): { voice: string } {
  if (!defaultVoice) return { voice: TEMPLATES_OWN };
  return { voice: voiceById(defaultVoice.voiceId) ? defaultVoice.voiceId : AS_IT_IS };
}

export default function DefaultVoice() {
  const data = useLoaderData<typeof loader>();
  return <VoiceForm key={data.organizationId} {...data} />;
}

function VoiceForm({ loaded, mayChange }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const parts = useVersionedForm({ schema: voiceForm, intent: "voice", loaded, inputOf: choiceOf });
  const { form, fields, busy, newer, held } = parts;
  const choices: [value: string, label: string, about: string][] = [
    [TEMPLATES_OWN, "The template’s own", "Each assistant speaks as its template was written."],
    ...VOICES.map(({ voiceId, label, about }): [string, string, string] => [voiceId, label, about]),
  ];
  if (choiceOf(held).voice === AS_IT_IS) {
    choices.push([AS_IT_IS, held.defaultVoice?.label ?? "", "Chosen elsewhere; stays as it is."]);
  }
  const radios = getCollectionProps(fields.voice, { type: "radio", options: choices.map(([value]) => value) });
  const nowNamed = newer?.defaultVoice?.label ?? "The template’s own";
  return (
    <Section title="Default voice" lead="New assistants speak with it. Assistants that exist keep theirs.">
      <ContractForm parts={parts} label="Default voice">
        {newer && (
          <ConflictNotice
            version={newer.version}
            lines={[["Default voice", nowNamed]]}
            onTake={parts.takeNewer}
            busy={busy}
          />
        )}
        <fieldset disabled={!mayChange} className="grid gap-2">
          <legend className="sr-only">Voice</legend>
          {choices.map(([value, label, about], index) => {
            const { key, ...radio } = radios[index]!;
            return (
              <label
                key={key ?? value}
                className="flex cursor-pointer items-start gap-3 rounded-[10px] border p-3 has-checked:border-brand has-checked:bg-brand-soft/40 has-disabled:cursor-default"
              >
                <input {...radio} className="mt-0.5 size-4 accent-brand" />
                <span>
                  <span className="block font-medium">{label}</span>
                  <span className="block text-[13px] text-muted">{about}</span>
                </span>
              </label>
            );
          })}
        </fieldset>
        {mayChange && <SaveBar busy={busy} dirty={form.dirty} />}
      </ContractForm>
      {mayChange && <UnsavedDialog unsaved={form.dirty && !busy} />}
    </Section>
  );
}
