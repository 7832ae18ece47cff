import "~/lib/zod-without-eval.ts";
import { assistantDetail, type AssistantDetail } from "@callflex/contracts/api/assistants";
import type { AssistantContent } from "@callflex/contracts/assistant";
import type { VariableValues } from "@callflex/contracts/template";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StepTitle } from "~/components/onboarding/step-title.tsx";
import { loadApi, readApi } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";
import { namedDestination } from "~/lib/onboarding/first-answers.ts";
import { loadStep } from "~/lib/onboarding/load-onboarding.server.ts";
import { onboardingAssistant } from "~/lib/onboarding/steps.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { answersForm } from "~/lib/variable-answers.ts";
import { AnswersForm } from "./answers-form.tsx";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const assistant = onboardingAssistant(await loadStep(scope, "assistant"));
  if (!assistant) throw redirect("/onboarding/template");
  const path = { id: assistant.id };
  return { assistant: await loadApi(scope, "GET /assistants/{id}", assistantDetail, { path }) };
}

export { clientAction } from "~/lib/client-action.ts";

/** Saves the answers and lets the assistant go live; what still misses is told at its question. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const path = { id: formText(form, "_assistantId") };
  const header = { "X-Organization-Id": formText(form, "_organization") };
  if (formText(form, "_intent") !== "answers") throw data({ title: "Unknown action" }, { status: 400 });
  const { content, status } = await readApi(scope, "GET /assistants/{id}", assistantDetail, { path });
  const saved = await saveForm(scope, form, {
    schema: answersForm(content.variables),
    operation: "PATCH /assistants/{id}",
    input: { path, header },
    body: (values) => ({ content: contentChange(content, values) }),
  });
  if (!saved.ok) return saved;
  if (status !== "draft") return redirect("/onboarding/number");
  const live = await makeChange(scope, {
    operation: "POST /assistants/{id}/status",
    input: { path, header },
    body: { status: "active" },
  });
  return live.ok ? redirect("/onboarding/number") : live;
}

/** The answers, and whom callers are put through to: the person that was named in them, unless somebody was chosen before. */
function contentChange({ variables, functions, capabilities }: AssistantContent, values: VariableValues) {
  const variableValues = values as AssistantContent["variableValues"];
  const putsThrough = functions.some(({ type }) => type === "transferCall");
  const person = namedDestination(variables, values);
  if (!putsThrough || !person || capabilities.transferDestinations.length > 0) return { variableValues };
  return { variableValues, capabilities: { ...capabilities, transferDestinations: [person] } };
}

export default function Answers() {
  const { assistant } = useLoaderData<typeof loader>();
  return (
    <>
      <StepTitle title="Tell your receptionist about your business">
        Callers get these answers. What you leave out, it doesn’t make up.
      </StepTitle>
      <AnswersForm key={assistant.id} assistant={assistant as AssistantDetail} />
    </>
  );
}
