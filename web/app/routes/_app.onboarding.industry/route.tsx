import { industryList, organization as organizationShape } from "@callflex/contracts/api/organizations";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { clsx } from "clsx";
import { StepTitle } from "~/components/onboarding/step-title.tsx";
import { changeApi, loadApi, ApiProblem } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";
import { loadStep } from "~/lib/onboarding/load-onboarding.server.ts";
import { problemWords } from "~/lib/problem-words.ts";
import { useSession } from "~/lib/use-session.ts";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const [{ industrySlug }, industries] = await Promise.all([
    loadStep(scope, "industry"),
    loadApi(scope, "GET /industries", industryList),
  ]);
  return { industrySlug, industries: industries.data };
}

/** Keeps the industry, and leads on to its templates. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const path = { organizationId: formText(form, "_organization") };
  try {
    const { version } = organizationShape.parse(
      await (await changeApi(scope, "GET /organizations/{organizationId}", { path })).json(),
    );
    await changeApi(scope, "PATCH /organizations/{organizationId}", {
      path,
      header: { "If-Match": `"${version}"` },
      body: { industrySlug: formText(form, "industrySlug") },
    });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { problem: problemWords(error.problem) };
  }
  return redirect("/onboarding/template");
}

export default function Industry() {
  const { industrySlug, industries } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { organization } = useSession();
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <StepTitle title="What does your business do?">
        Your receptionist comes with what callers of that trade ask for. You can change everything later.
      </StepTitle>
      {answer?.problem && (
        <p role="alert" className="rounded-[10px] bg-coral-soft px-3 py-2 text-[13px] text-coral-on-soft">
          {answer.problem}
        </p>
      )}
      <Form method="post" aria-label="Industry" className="grid gap-3 sm:grid-cols-2">
        <input type="hidden" name="_organization" value={organization.id} />
        {industries.map(({ slug, name, description }) => (
          <button
            key={slug}
            name="industrySlug"
            value={slug}
            disabled={busy}
            aria-pressed={slug === industrySlug}
            className={clsx(
              "card p-4 text-left transition-colors hover:border-brand sm:p-5",
              slug === industrySlug && "border-brand bg-brand-soft/40",
            )}
          >
            <span className="block text-[15px] font-semibold">{name}</span>
            <span className="mt-0.5 block text-[13px] text-muted">{description}</span>
          </button>
        ))}
      </Form>
    </>
  );
}
