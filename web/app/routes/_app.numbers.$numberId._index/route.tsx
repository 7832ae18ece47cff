import "~/lib/zod-without-eval.ts";
import { callList } from "@callflex/contracts/api/calls";
import { phoneNumberProgress } from "@callflex/contracts/api/phone-numbers";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProgressSection } from "~/components/numbers/progress-section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { loadAssistantChoices } from "~/lib/numbers/assistant-choices.server.ts";
import { useNumber } from "~/lib/numbers/use-number.ts";
import { usePolling } from "~/lib/live/use-polling.ts";
import { AnswerSection } from "./answer-section.tsx";
import { RecentCalls } from "./recent-calls.tsx";
import { ReleaseSection } from "./release-section.tsx";
import { TextingSection } from "./texting-section.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

const RECENT = 5;

const COLUMNS = "grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]";

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.read");
  const id = scope.params.numberId ?? "";
  const seesCalls = organization.permissions.includes("calls.read");
  const [progress, calls, assistants] = await Promise.all([
    loadApi(scope, "GET /phone-numbers/{id}/progress", phoneNumberProgress, { path: { id } }),
    seesCalls ? loadApi(scope, "GET /calls", callList, { query: { phoneNumberId: id, limit: RECENT } }) : null,
    loadAssistantChoices(scope),
  ]);
  const mayManage = organization.permissions.includes("phone_numbers.manage");
  return { progress, calls: calls?.data ?? null, assistants, mayManage, now: Date.now() };
}

/** Whether a number rings and who answers; above all else, while something is under way, how far it is. */
export default function NumberOverview() {
  const { progress, calls, assistants, mayManage, now } = useLoaderData<typeof loader>();
  const number = useNumber();
  const underWay = number.state === "provisioning" || number.state === "releasing";
  useLive({ types: ["call_started", "call_updated", "call_ended", "assistant_changed"] });
  usePolling(underWay);
  const alive = number.state === "active" || number.state === "provisioning";
  const steps = <ProgressSection number={number} progress={progress} mayManage={mayManage} now={now} />;
  if (!alive) {
    return (
      <div className="space-y-4">
        {steps}
        {calls && calls.length > 0 && <RecentCalls calls={calls} numberId={number.id} now={now} />}
      </div>
    );
  }
  return (
    <div className="space-y-4">
      {underWay && steps}
      <div className={COLUMNS}>
        <AnswerSection key={number.id} number={number} assistants={assistants} mayManage={mayManage} />
        <TextingSection number={number} />
      </div>
      {calls && !underWay && <RecentCalls calls={calls} numberId={number.id} now={now} />}
      {!underWay && (
        <div className={COLUMNS}>
          {steps}
          {mayManage && <ReleaseSection number={number} />}
        </div>
      )}
    </div>
  );
}
