import { locales, type Organization } from "@callflex/contracts/api/organizations";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { Field, SelectField } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { organizationForm } from "./forms.ts";

const LOCALE_LABELS: Record<(typeof locales)[number], string> = {
  "en-US": "English (United States)",
  "en-GB": "English (United Kingdom)",
  "en-CA": "English (Canada)",
  "en-AU": "English (Australia)",
};

const inputOf = ({ name, industrySlug, timezone, locale }: Organization) => ({
  name,
  industrySlug: industrySlug ?? "",
  timezone,
  locale: locale as (typeof locales)[number],
});

/** Name, industry, time zone and language. */
export function OrganizationSection(props: {
  loaded: Organization;
  industries: { slug: string; name: string }[];
  zones: string[];
  mayChange: boolean;
}) {
  const { loaded, industries, zones, mayChange } = props;
  const parts = useVersionedForm({ schema: organizationForm, intent: "organization", loaded, inputOf });
  const { fields, form, busy, held, newer } = parts;
  const industryName = (slug: string | null) => industries.find((one) => one.slug === slug)?.name ?? "None";
  const changed = (now: Organization): [string, string][] =>
    (
      [
        ["Name", held.name, now.name],
        ["Industry", industryName(held.industrySlug), industryName(now.industrySlug)],
        ["Time zone", held.timezone, now.timezone],
        ["Language", held.locale, now.locale],
      ] as const
    ).flatMap(([label, before, after]) => (before === after ? [] : [[label, after]]));
  return (
    <Section title="Organization" lead="Shown to your team, in mails and to your assistants.">
      <ContractForm parts={parts} label="Organization">
        {newer && (
          <ConflictNotice version={newer.version} lines={changed(newer)} onTake={parts.takeNewer} busy={busy} />
        )}
        <fieldset disabled={!mayChange} className="grid gap-4 sm:grid-cols-2">
          <Field field={fields.name} label="Name" type="text" autoComplete="organization" />
          <SelectField
            field={fields.industrySlug}
            label="Industry"
            options={[["", "None of these"], ...industries.map(({ slug, name }) => [slug, name] as const)]}
          />
          <SelectField
            field={fields.timezone}
            label="Time zone"
            hint="Times of calls, opening hours and days of statistics follow it."
            options={zones.map((zone) => [zone, zone.replaceAll("_", " ")] as const)}
          />
          <SelectField
            field={fields.locale}
            label="Language and formats"
            options={locales.map((locale) => [locale, LOCALE_LABELS[locale]] as const)}
          />
        </fieldset>
        {mayChange && <SaveBar busy={busy} dirty={form.dirty} />}
      </ContractForm>
      {mayChange && <UnsavedDialog unsaved={form.dirty && !busy} />}
    </Section>
  );
}
