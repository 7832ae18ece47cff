import "~/lib/zod-without-eval.ts";
import { settings, type Settings } from "@callflex/contracts/api/organizations";
import { voiceById } from "@callflex/contracts/voices";
import type { FieldMetadata } from "@conform-to/react";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VoiceChoice, type OtherChoice } from "~/components/assistants/voice-choice.tsx";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { AS_IT_IS, TEMPLATES_OWN, voiceForm } from "./voice-form.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Default voice · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "settings.read");
  const loaded = await loadApi(scope, "GET /organizations/{organizationId}/settings", settings, {
    path: { organizationId: organization.id },
  });
  return { loaded, organizationId: organization.id, mayChange: organization.permissions.includes("settings.update") };
}

const TEMPLATE: OtherChoice = {
  value: TEMPLATES_OWN,
  label: "The template’s own",
  about: "Each assistant speaks as its template was written.",
};

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
  const kept: OtherChoice[] =
    choiceOf(held).voice === AS_IT_IS
      ? [{ value: AS_IT_IS, label: held.defaultVoice?.label ?? "", about: "Chosen elsewhere; stays as it is." }]
      : [];
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
        <fieldset>
          <legend className="sr-only">Voice</legend>
          <VoiceChoice
            field={fields.voice as unknown as FieldMetadata<string>}
            language={null}
            mayChange={mayChange}
            before={[TEMPLATE]}
            after={kept}
          />
        </fieldset>
        {mayChange && <SaveBar busy={busy} dirty={form.dirty} />}
      </ContractForm>
      {mayChange && <UnsavedDialog unsaved={form.dirty && !busy} />}
    </Section>
  );
}
