import "~/lib/zod-without-eval.ts";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useNavigate, useSearchParams, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { NumberChooser } from "~/components/numbers/number-chooser.tsx";
import { readNumberSearch } from "~/components/numbers/search-params.ts";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { loadAssistantChoices } from "~/lib/numbers/assistant-choices.server.ts";
import { searchNumbers } from "~/lib/numbers/search-numbers.server.ts";
import { shouldRevalidate as isLoadedAgain } from "~/lib/should-revalidate.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Get a number · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.manage");
  const { searchParams } = new URL(scope.request.url);
  const search = readNumberSearch(searchParams, organization.locale);
  const [found, assistants] = await Promise.all([searchNumbers(scope, search), loadAssistantChoices(scope)]);
  return { search, found, assistants };
}

/** What was bought leads to another page; to search once more before that would only cost time. */
export function shouldRevalidate(change: ShouldRevalidateFunctionArgs) {
  return change.formData?.get("_intent") !== "buy" && isLoadedAgain(change);
}

export default function NewNumber() {
  const { search, found, assistants } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const ready = assistants.filter(({ status }) => status === "active");
  const asked = ready.find(({ id }) => id === query.get("assistantId"));
  return (
    <div className="space-y-4">
      <BackToNumbers />
      <PageTitle
        title="Get a number"
        lead="Choose one that your callers will like. It takes calls about a minute later."
      />
      <NumberChooser
        search={search}
        found={found}
        assistants={assistants}
        first={{ assistantId: (asked ?? ready[0])?.id ?? null, fallbackNumber: null }}
        onBought={({ id }) => navigate(`/numbers/${id}`)}
      />
    </div>
  );
}

function BackToNumbers() {
  return (
    <Link to="/numbers" className="inline-flex items-center gap-1.5 text-[13px] text-muted hover:text-ink">
      <ArrowLeft className="size-3.5" aria-hidden />
      Numbers
    </Link>
  );
}
