import "~/lib/zod-without-eval.ts";
import { assistantDetail } from "@callflex/contracts/api/assistants";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useNavigate, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { NumberChooser } from "~/components/numbers/number-chooser.tsx";
import { readNumberSearch } from "~/components/numbers/search-params.ts";
import { StepTitle } from "~/components/onboarding/step-title.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { formatPhone } from "~/lib/format.ts";
import { loadAssistantChoices } from "~/lib/numbers/assistant-choices.server.ts";
import { searchNumbers } from "~/lib/numbers/search-numbers.server.ts";
import { namedPhone } from "~/lib/onboarding/first-answers.ts";
import { loadStep } from "~/lib/onboarding/load-onboarding.server.ts";
import { onboardingAssistant, onboardingNumber } from "~/lib/onboarding/steps.ts";
import { loadSession } from "~/lib/session.server.ts";
import { shouldRevalidate as isLoadedAgain } from "~/lib/should-revalidate.ts";

export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadSession(scope);
  const { searchParams } = new URL(scope.request.url);
  const search = readNumberSearch(searchParams, organization.locale);
  const state = await loadStep(scope, "number");
  const assistant = onboardingAssistant(state);
  const [found, assistants, detail] = await Promise.all([
    searchNumbers(scope, search),
    loadAssistantChoices(scope),
    assistant && loadApi(scope, "GET /assistants/{id}", assistantDetail, { path: { id: assistant.id } }),
  ]);
  const first = {
    assistantId: assistant?.status === "active" ? assistant.id : null,
    fallbackNumber: detail && namedPhone(detail.content.variables, detail.content.variableValues),
  };
  return { search, found, assistants, assistant, first, number: onboardingNumber(state) };
}

/** What was bought leads to the next step; to search once more before that would only cost time. */
export function shouldRevalidate(change: ShouldRevalidateFunctionArgs) {
  return change.formData?.get("_intent") !== "buy" && isLoadedAgain(change);
}

export default function ChooseNumber() {
  const { search, found, assistants, assistant, first, number } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  return (
    <>
      <StepTitle title="Choose your number">
        {assistant ? `${assistant.name} answers it.` : "Your receptionist answers it."} Give it out as it is, or forward
        the number that your callers know to it; its page shows how.
      </StepTitle>
      {number && number.state !== "failed" && (
        <div className="card flex flex-wrap items-center gap-3 p-4 sm:p-5">
          <p className="mr-auto">
            You have <span className="num font-semibold">{formatPhone(number.e164)}</span> already.
          </p>
          <Link to="/onboarding/call" className={buttonClass()}>
            Go on with it
          </Link>
        </div>
      )}
      {number?.state === "failed" && (
        <p role="alert" className="rounded-[10px] bg-coral-soft px-4 py-3 text-[13px] text-coral-on-soft">
          <span className="num font-medium">{formatPhone(number.e164)}</span> could not be set up. {number.lastError}{" "}
          Nothing is charged for it. Choose another one.
        </p>
      )}
      <NumberChooser
        search={search}
        found={found}
        assistants={assistants}
        first={first}
        onBought={() => navigate("/onboarding/call")}
      />
    </>
  );
}
