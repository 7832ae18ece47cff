import "~/lib/zod-without-eval.ts";
import { me } from "@callflex/contracts/api/auth";
import { industryList, organization, organizationCreateRequest } from "@callflex/contracts/api/organizations";
import { getFormProps, useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { Button } from "~/components/ui/button.tsx";
import { Field, FormErrors, SelectField } from "~/components/ui/field.tsx";
import { ZoneField } from "~/components/zone-field.tsx";
import { ApiProblem, callApi, loadApi, readApi } from "~/lib/api.server.ts";
import { fieldErrors } from "~/lib/form-problem.ts";
import { parseForm } from "~/lib/parse-form.ts";
import { problemWords } from "~/lib/problem-words.ts";
import { timeZones } from "~/lib/time-zones.server.ts";

export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "New organization · CallFlex" }];

/** The contract's new organization as a form: a select has no null, "" stands for it. */
const newOrganizationForm = organizationCreateRequest.extend({ industrySlug: z.string().optional() });

export async function loader(scope: LoaderFunctionArgs) {
  const [{ organizations }, industries] = await Promise.all([
    loadApi(scope, "GET /auth/me", me),
    loadApi(scope, "GET /industries", industryList),
  ]);
  return {
    industries: industries.data,
    zones: timeZones(),
    hasOthers: organizations.length > 0,
  };
}

export { clientAction } from "~/lib/auth-client-action.ts";

/** Makes the organization and looks at it from then on. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const submission = parseForm(form, newOrganizationForm);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  try {
    const made = await readApi(scope, "POST /organizations", organization, {
      body: { ...submission.value, industrySlug: submission.value.industrySlug || null },
    });
    await callApi(scope, "POST /auth/active-organization", { body: { organizationId: made.id } });
    return redirect("/onboarding");
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { problem } = error;
    const errors =
      problem.status >= 500 || problem.status === 429 ? { "": [problemWords(problem)] } : fieldErrors(problem);
    return data(submission.reply({ fieldErrors: errors }), { status: problem.status });
  }
}

export default function NewOrganization() {
  const { industries, zones, hasOthers } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const busy = useNavigation().formMethod === "POST";
  const [form, fields] = useForm({
    lastResult,
    onValidate: ({ formData }) => parseForm(formData, newOrganizationForm),
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
  });
  return (
    <>
      <h1 className="text-2xl font-semibold">New organization</h1>
      <p className="mt-1 text-muted">A business with calls, a team and a plan of its own. You become its owner.</p>
      <Form method="post" {...getFormProps(form)} className="mt-7 space-y-4">
        <FormErrors id={form.errorId} errors={form.errors} />
        <Field field={fields.name} label="Name of the business" type="text" autoComplete="organization" />
        <SelectField
          field={fields.industrySlug}
          label="Industry"
          options={[["", "None of these"], ...industries.map(({ slug, name }) => [slug, name] as const)]}
        />
        <ZoneField field={fields.timezone} zones={zones} />
        <Button type="submit" size="lg" className="w-full" disabled={busy}>
          {busy ? "Creating…" : "Create organization"}
        </Button>
      </Form>
      <p className="mt-6 text-[13px]">
        <Link to={hasOthers ? "/" : "/no-organization"} className="font-medium text-brand-on-soft underline">
          Back
        </Link>
      </p>
    </>
  );
}
