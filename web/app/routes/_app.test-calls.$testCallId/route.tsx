import { callActions, callDetail, callTranscript } from "@callflex/contracts/api/calls";
import { testCall as testCallShape, type TestCall } from "@callflex/contracts/api/test-calls";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CallTimer } from "~/components/calls/call-timer.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { formatPhone } from "~/lib/format.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { usePolling } from "~/lib/live/use-polling.ts";
import { useSession } from "~/lib/use-session.ts";
import { Conversation } from "./conversation.tsx";
import { Outcome } from "./outcome.tsx";
import { isOver, standing, testCallTitle } from "./standing.ts";
import { useEndOnLeave } from "./use-end-on-leave.ts";
import { Voice, type VoiceOffer } from "./voice.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${testCallTitle(data.testCall, isOver(data.testCall, data.call))} · CallFlex`
      : "Test call · CallFlex",
  },
];

export async function loader(scope: LoaderFunctionArgs) {
  const id = scope.params.testCallId ?? "";
  const testCall = await loadApi(scope, "GET /test-calls/{id}", testCallShape, { path: { id } });
  const now = Date.now();
  const voice = voiceOffer(scope.context.voiceKey, testCall);
  if (!testCall.callId) return { testCall, call: null, transcript: null, actions: [], voice, now };
  const path = { id: testCall.callId };
  const [call, transcript, actions] = await Promise.all([
    loadApi(scope, "GET /calls/{id}", callDetail, { path }),
    loadApi(scope, "GET /calls/{id}/transcript", callTranscript, { path }),
    loadApi(scope, "GET /calls/{id}/actions", callActions, { path }),
  ]);
  return { testCall, call, transcript, actions: actions.data, voice, now };
}

function voiceOffer(publicKey: string | null, { joinUrl }: TestCall): VoiceOffer | null {
  return publicKey && joinUrl ? { publicKey, joinUrl } : null;
}

export default function TestCallPage() {
  const loaded = useLoaderData<typeof loader>();
  return <TestCallView key={loaded.testCall.id} {...loaded} />;
}

function TestCallView({
  testCall,
  call,
  transcript,
  actions,
  voice,
  now,
}: ReturnType<typeof useLoaderData<typeof loader>>) {
  const mayTalk = useSession().organization.permissions.includes("assistants.update");
  const over = isOver(testCall, call);
  const state = standing(testCall, call);
  useLive({ types: ["test_call_changed", "call_started", "call_updated", "call_ended"] });
  usePolling(!over);
  const stay = useEndOnLeave(testCall.id, mayTalk && testCall.kind === "web" && testCall.state === "placed" && !over);
  return (
    <div className="mx-auto max-w-3xl space-y-4 lg:space-y-5">
      <PageTitle title={testCallTitle(testCall, over)} lead={leadOf(testCall, { over, mayTalk })}>
        {call && !over && call.status !== "ringing" && (
          <span className="text-lg font-semibold tracking-tight">
            <CallTimer call={call} start={now} />
          </span>
        )}
        <Tag>Test</Tag>
        <span role="status">
          <Tag tone={state.tone}>{state.label}</Tag>
        </span>
      </PageTitle>
      {over && <Outcome testCall={testCall} call={call} actions={actions} />}
      {voice && mayTalk && !over && <Voice offer={voice} onReload={stay} />}
      {testCall.state !== "failed" && (
        <Conversation testCall={testCall} mayTalk={mayTalk} call={call} transcript={transcript} />
      )}
    </div>
  );
}

function leadOf(
  { kind, phoneNumber }: TestCall,
  { over, mayTalk }: { over: boolean; mayTalk: boolean },
): string | undefined {
  if (over) return undefined;
  if (kind === "web" && !mayTalk) return "Somebody of your team talks to it. Read along here.";
  if (kind === "web") return "Type what a caller would say. The assistant answers as it would on the telephone.";
  return `The call comes from ${formatPhone(phoneNumber?.e164 ?? null)}. Pick up, and read along here.`;
}
