import "~/lib/zod-without-eval.ts";
import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { settings } from "@callflex/contracts/api/organizations";
import { templateDetail } from "@callflex/contracts/api/templates";
import type { FieldMetadata } from "@conform-to/react";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { FilledPreview } from "~/components/assistants/filled-preview.tsx";
import { VariableFields } from "~/components/assistants/variable-fields.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { BackLink } from "~/components/ui/back-link.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field } from "~/components/ui/field.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { useLeave } from "~/lib/use-leave.ts";
import { answersInput, answersOf, knownAnswers } from "~/lib/variable-answers.ts";
import { templateForm } from "./template-form.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.template.name : "New assistant"} · CallFlex` },
];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "assistants.update");
  const [template, { businessHours }] = await Promise.all([
    loadApi(scope, "GET /templates/{slug}", templateDetail, { path: { slug: scope.params.slug ?? "" } }),
    loadApi(scope, "GET /organizations/{organizationId}/settings", settings, {
      path: { organizationId: organization.id },
    }),
  ]);
  const known = knownAnswers(template.variables, { name: organization.name, hours: businessHours });
  return { template, known: answersInput(template.variables, known) };
}

export default function FromTemplate() {
  const { template, known } = useLoaderData<typeof loader>();
  return <TemplateForm key={template.slug} template={template} known={known} />;
}

function TemplateForm({ template, known }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const { variables } = template;
  const [leaving, leave] = useLeave();
  const schema = useMemo(() => templateForm(variables), [variables]);
  const parts = useContractForm<typeof schema, AssistantDetail>({
    schema,
    intent: `from-${template.slug}`,
    defaultValue: { name: template.name.slice(0, 40), variableValues: known },
    onDone: ({ value }) => value && leave(`/assistants/${value.id}`),
  });
  const { form, fields, busy } = parts;
  const answers = fields.variableValues as unknown as FieldMetadata<Record<string, unknown>>;
  return (
    <div className="space-y-5">
      <BackLink to="/assistants/new">All templates</BackLink>
      <PageTitle title={template.name} lead={template.description} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] lg:gap-5">
        <ContractForm parts={parts} label={template.name} className="min-w-0 space-y-4">
          <Section title="About your business" lead="The answers go into what the assistant knows and says.">
            <div className="space-y-5">
              <Field
                field={fields.name as unknown as FieldMetadata<string>}
                label="Name of the assistant"
                hint="For your team; callers don’t hear it."
                type="text"
                autoComplete="off"
              />
              <VariableFields form={form} fields={answers.getFieldset()} variables={variables} />
            </div>
          </Section>
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" name="status" value="active" size="lg" disabled={busy}>
              {busy ? "Creating…" : "Create and activate"}
            </Button>
            <Button type="submit" name="status" value="draft" size="lg" variant="outline" disabled={busy}>
              Save as draft
            </Button>
          </div>
        </ContractForm>
        <FilledPreview
          firstMessage={template.firstMessage}
          prompt={template.prompt}
          variables={variables}
          values={answersOf(variables, answers.value)}
        />
      </div>
      <UnsavedDialog unsaved={form.dirty && !busy && !leaving} />
    </div>
  );
}
