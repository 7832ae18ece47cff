import { callDetail, callList, callTranscript } from "@callflex/contracts/api/calls";
import { phoneNumberProgress } from "@callflex/contracts/api/phone-numbers";
import type { CallStatus } from "@callflex/contracts/enums";
import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProgressSection } from "~/components/numbers/progress-section.tsx";
import { StepTitle } from "~/components/onboarding/step-title.tsx";
import { loadApi, type RequestScope } from "~/lib/api.server.ts";
import { formatPhone } from "~/lib/format.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { usePolling } from "~/lib/live/use-polling.ts";
import { loadStep } from "~/lib/onboarding/load-onboarding.server.ts";
import { onboardingAssistant, onboardingNumber } from "~/lib/onboarding/steps.ts";
import { FirstCall } from "./first-call.tsx";
import { NumberToCall } from "./number-to-call.tsx";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const state = await loadStep(scope, "call");
  const number = onboardingNumber(state);
  const assistant = onboardingAssistant(state);
  if (!number || number.state === "failed") throw redirect("/onboarding/number");
  const [progress, call] = await Promise.all([
    loadApi(scope, "GET /phone-numbers/{id}/progress", phoneNumberProgress, { path: { id: number.id } }),
    loadNewestCall(scope),
  ]);
  return { number, assistant, progress, call, now: Date.now() };
}

/** The newest call, to the number or in the browser. */
async function loadNewestCall(scope: RequestScope) {
  const { data } = await loadApi(scope, "GET /calls", callList, { query: { limit: 1 } });
  const [newest] = data;
  if (!newest) return null;
  const path = { id: newest.id };
  const [detail, transcript] = await Promise.all([
    loadApi(scope, "GET /calls/{id}", callDetail, { path }),
    loadApi(scope, "GET /calls/{id}/transcript", callTranscript, { path }),
  ]);
  return { detail, transcript };
}

export default function TestCall() {
  const { number, assistant, progress, call, now } = useLoaderData<typeof loader>();
  useLive({ types: ["number_progress", "call_started", "call_updated", "call_ended"] });
  usePolling(number.state === "provisioning");
  const name = number.assistant?.name ?? assistant?.name ?? "your receptionist";
  if (number.state === "provisioning") {
    return (
      <>
        <StepTitle title={`Setting up ${formatPhone(number.e164)}`}>
          This takes about a minute. Then you call it, and hear {name}.
        </StepTitle>
        <ProgressSection number={number} progress={progress} mayManage now={now} />
      </>
    );
  }
  return (
    <>
      <StepTitle title={callTitle(name, call?.detail.status)}>
        {call
          ? "Every call looks like this: who called, what was said and what came of it."
          : "Call your number from any phone and say what a caller would. The conversation appears here as it is spoken."}
      </StepTitle>
      <NumberToCall number={number} called={call !== null} />
      {call && <FirstCall key={call.detail.id} call={call.detail} loaded={call.transcript} />}
    </>
  );
}

function callTitle(name: string, status: CallStatus | undefined): string {
  if (!status) return `Call ${name}`;
  return status === "ended" ? `That was ${name}` : `${name} is on the line`;
}
