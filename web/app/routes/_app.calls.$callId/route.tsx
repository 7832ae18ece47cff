import {
  callActions,
  callDetail,
  callEvents,
  callTimeline,
  callTranscript,
  type CallDetail,
  type CallTranscript,
} from "@callflex/contracts/api/calls";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExternalLink } from "lucide-react";
import { callerTitle, whatHappened } from "~/lib/call-words.ts";
import { loadApi } from "~/lib/api.server.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { useLiveResource } from "~/lib/live/use-live-resource.ts";
import { loadSession } from "~/lib/session.server.ts";
import { CallActions } from "./call-actions.tsx";
import { CallEvents } from "./call-events.tsx";
import { CallFacts } from "./call-facts.tsx";
import { CallHeader } from "./call-header.tsx";
import { PlaybackProvider } from "./playback.tsx";
import { RecordingPlayer } from "./recording-player.tsx";
import { ReprocessButton } from "./reprocess-button.tsx";
import { Timeline } from "./timeline.tsx";
import { Transcript } from "./transcript.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "./client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${callerTitle(data.call)} · CallFlex` : "Call · CallFlex" },
];

export async function loader(scope: LoaderFunctionArgs) {
  const path = { id: scope.params.callId ?? "" };
  const session = loadSession(scope);
  const [{ organization }, call, transcript, actions, timeline, events] = await Promise.all([
    session,
    loadApi(scope, "GET /calls/{id}", callDetail, { path }),
    loadApi(scope, "GET /calls/{id}/transcript", callTranscript, { path }),
    loadApi(scope, "GET /calls/{id}/actions", callActions, { path }),
    loadApi(scope, "GET /calls/{id}/timeline", callTimeline, { path }),
    session.then(({ user: reader }) =>
      reader.isStaff ? loadApi(scope, "GET /calls/{id}/events", callEvents, { path }) : null,
    ),
  ]);
  const may = {
    listen: organization.permissions.includes("calls.listen"),
    reprocess: organization.permissions.includes("calls.reprocess"),
  };
  return {
    call,
    transcript,
    actions: actions.data,
    timeline: timeline.data,
    events: events?.data ?? null,
    may,
    now: Date.now(),
  };
}

export default function CallPage() {
  const { call, transcript, actions, timeline, events, may, now } = useLoaderData<typeof loader>();
  useLive({ types: ["call_started", "call_updated", "call_ended", "usage_changed", "inbox_changed"], callId: call.id });
  const live = call.status !== "ended";
  return (
    <PlaybackProvider key={call.id}>
      <div className="space-y-4 lg:space-y-5">
        <CallHeader call={call} now={now} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
          <div className="min-w-0 space-y-4">
            <Summary call={call} />
            {call.hasRecording && may.listen && <RecordingPlayer callId={call.id} />}
            {call.recordingOff && <RecordingOff />}
            <LiveTranscript call={call} loaded={transcript} />
          </div>
          <div className="space-y-4">
            <CallActions actions={actions} />
            <CallFacts call={call} />
            <Timeline steps={timeline} live={live} now={now}>
              {call.workflowUrl && <WorkflowLink url={call.workflowUrl} />}
              {may.reprocess && !live && <ReprocessButton />}
            </Timeline>
            {events && <CallEvents events={events} />}
          </div>
        </div>
      </div>
    </PlaybackProvider>
  );
}

function Summary({ call }: { call: CallDetail }) {
  return (
    <section className="card p-4 sm:p-5" aria-labelledby="summary">
      <h2 id="summary" className="text-[15px] font-semibold">
        What happened
      </h2>
      <p className="mt-1 text-ink-2">{whatHappened(call)}</p>
    </section>
  );
}

function RecordingOff() {
  return (
    <p className="card p-4 text-[13px] text-muted sm:px-5">
      Recording is off for this number: nothing of the call is recorded, and what was said is not kept.
    </p>
  );
}

function LiveTranscript({ call, loaded }: { call: CallDetail; loaded: CallTranscript }) {
  const transcript = useLiveResource(`/calls/${call.id}/transcript`, loaded, {
    types: ["transcript_update"],
    callId: call.id,
  });
  return <Transcript call={call} transcript={transcript} />;
}

function WorkflowLink({ url }: { url: string }) {
  return (
    <p className="mt-4 text-[13px]">
      <a href={url} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1.5 underline">
        Workflow in the Temporal UI
        <ExternalLink className="size-3.5" aria-hidden />
        <span className="sr-only">, new window</span>
      </a>
    </p>
  );
}
