import "~/lib/zod-without-eval.ts";
import { assistantCheck, assistantDetail } from "@callflex/contracts/api/assistants";
import { data, redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BackLink } from "~/components/ui/back-link.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { ReviewStep } from "./review-step.tsx";
import { StepForm } from "./step-form.tsx";
import { StepNav } from "./step-nav.tsx";
import { REVIEW, stepOf } from "./steps.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded ? loaded.assistant.name : "Assistant"} · CallFlex` },
];

export async function loader(scope: LoaderFunctionArgs) {
  await loadPermitted(scope, "assistants.update");
  const path = { id: scope.params.assistantId ?? "" };
  const reviewing = scope.params.step === REVIEW;
  if (!reviewing && !stepOf(scope.params.step)) throw data({ title: "Unknown step" }, { status: 404 });
  const [assistant, check] = await Promise.all([
    loadApi(scope, "GET /assistants/{id}", assistantDetail, { path }),
    reviewing ? loadApi(scope, "POST /assistants/{id}/check", assistantCheck, { path, body: {} }) : null,
  ]);
  // What callers hear is changed with a review in between.
  if (assistant.status !== "draft") throw redirect(`/assistants/${assistant.id}/edit`);
  return { assistant, check, step: scope.params.step ?? "" };
}

export default function Builder() {
  const { assistant, check, step } = useLoaderData<typeof loader>();
  const current = stepOf(step);
  return (
    <div className="space-y-5">
      <BackLink to={`/assistants/${assistant.id}`}>{assistant.name}</BackLink>
      <PageTitle title={current?.title ?? "Review"} lead={current?.lead ?? "The last look before it takes calls."} />
      <StepNav assistantId={assistant.id} current={step} />
      {current && <StepForm key={`${assistant.id} ${step}`} assistant={assistant} step={current} />}
      {check && <ReviewStep assistant={assistant} check={check} />}
    </div>
  );
}
