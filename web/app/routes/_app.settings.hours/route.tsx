import "~/lib/zod-without-eval.ts";
import { settings } from "@callflex/contracts/api/organizations";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { FieldMetadata } from "@conform-to/react";
import { WeekFields, type Week } from "~/components/hours/week-fields.tsx";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { NoHoursNotice } from "./no-hours-notice.tsx";
import { HolidaysSection, type HolidayInput } from "./holidays-section.tsx";
import { hoursForm, hoursInput } from "./hours-form.ts";
import { changedHours } from "./hours-words.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Hours & holidays · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "settings.read");
  const loaded = await loadApi(scope, "GET /organizations/{organizationId}/settings", settings, {
    path: { organizationId: organization.id },
  });
  return { loaded, organizationId: organization.id, mayChange: organization.permissions.includes("settings.update") };
}

export default function Hours() {
  const data = useLoaderData<typeof loader>();
  return <HoursForm key={data.organizationId} {...data} />;
}

function HoursForm({ loaded, mayChange }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const parts = useVersionedForm({ schema: hoursForm, intent: "hours", loaded, inputOf: hoursInput });
  const { form, fields, busy, newer, held } = parts;
  return (
    <ContractForm parts={parts} label="Hours and holidays" className="space-y-5">
      {newer && (
        <ConflictNotice
          version={newer.version}
          lines={changedHours(held, newer)}
          onTake={parts.takeNewer}
          busy={busy}
        />
      )}
      <fieldset disabled={!mayChange} className="space-y-5">
        <Section
          title="Business hours"
          lead={`When people are there. Outside of them your assistants say so. Times are those of ${loaded.timezone.replaceAll("_", " ")}.`}
        >
          <NoHoursNotice week={fields.businessHours.value as Week | undefined} />
          <WeekFields
            form={form}
            field={fields.businessHours as unknown as FieldMetadata<Week>}
            mayChange={mayChange}
          />
        </Section>
        <HolidaysSection
          form={form}
          field={fields.holidays as unknown as FieldMetadata<HolidayInput[]>}
          mayChange={mayChange}
        />
      </fieldset>
      {mayChange && <SaveBar busy={busy} dirty={form.dirty} />}
      {mayChange && <UnsavedDialog unsaved={form.dirty && !busy} />}
    </ContractForm>
  );
}
