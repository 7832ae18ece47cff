import { assistantDetail } from "@callflex/contracts/api/assistants";
import { settings } from "@callflex/contracts/api/organizations";
import { templateDetail, templateList } from "@callflex/contracts/api/templates";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { StepTitle } from "~/components/onboarding/step-title.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { ApiProblem, loadApi, readApi } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";
import { loadStep } from "~/lib/onboarding/load-onboarding.server.ts";
import { onboardingAssistant } from "~/lib/onboarding/steps.ts";
import { problemWords } from "~/lib/problem-words.ts";
import { loadSession } from "~/lib/session.server.ts";
import { firstAnswers } from "~/lib/onboarding/first-answers.ts";
import { LayoutTemplate } from "lucide-react";
import { TemplateCard } from "./template-card.tsx";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const state = await loadStep(scope, "template");
  const query = state.industrySlug ? { industrySlug: state.industrySlug } : {};
  const { data } = await loadApi(scope, "GET /templates", templateList, { query });
  return { templates: data, assistant: onboardingAssistant(state) };
}

/** Makes a draft of the template, filled with what is known, so that a reload goes on with it. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const templateSlug = formText(form, "templateSlug");
  const header = { "X-Organization-Id": formText(form, "_organization") };
  try {
    const [{ organization }, template] = await Promise.all([
      loadSession(scope),
      readApi(scope, "GET /templates/{slug}", templateDetail, { path: { slug: templateSlug } }),
    ]);
    const path = { organizationId: organization.id };
    const { businessHours } = await readApi(scope, "GET /organizations/{organizationId}/settings", settings, { path });
    const known = firstAnswers(template.variables, { name: organization.name, hours: businessHours });
    await readApi(scope, "POST /assistants", assistantDetail, {
      header,
      body: { templateSlug, variableValues: known, status: "draft" },
    });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { problem: problemWords(error.problem) };
  }
  return redirect("/onboarding/assistant");
}

export default function Template() {
  const { templates, assistant } = useLoaderData<typeof loader>();
  const live = assistant && assistant.status !== "draft" ? assistant : null;
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <StepTitle title="Choose how your receptionist works">
        Each is ready for callers once it knows your business. Or{" "}
        <Link to="/assistants/new" className="underline underline-offset-2 hover:text-ink">
          look at all of them
        </Link>
        .
      </StepTitle>
      {live && (
        <div className="card flex flex-wrap items-center gap-3 p-4 sm:p-5">
          <p className="mr-auto">
            <span className="font-semibold">{live.name}</span> is ready for callers already.
          </p>
          <Link to="/onboarding/number" className={buttonClass()}>
            Go on with it
          </Link>
        </div>
      )}
      {answer?.problem && (
        <p role="alert" className="rounded-[10px] bg-coral-soft px-3 py-2 text-[13px] text-coral-on-soft">
          {answer.problem}
        </p>
      )}
      {templates.length === 0 ? (
        <section className="card">
          <EmptyState icon={LayoutTemplate} title="No template for this industry yet">
            <Link to="/onboarding/industry" className="underline">
              Choose another industry
            </Link>
            , “general business” for example.
          </EmptyState>
        </section>
      ) : (
        <ul className="grid gap-4 md:grid-cols-2">
          {templates.map((template) => (
            <TemplateCard
              key={template.slug}
              template={template}
              chosen={template.slug === assistant?.templateSlug}
              canChoose={!live}
              busy={busy}
            />
          ))}
        </ul>
      )}
    </>
  );
}
