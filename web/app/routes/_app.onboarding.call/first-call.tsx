import type { CallDetail, CallTranscript } from "@callflex/contracts/api/calls";
import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { OutcomeBadge } from "~/components/ui/outcome-badge.tsx";
import { whatHappened } from "~/lib/call-words.ts";
import { useLiveResource } from "~/lib/live/use-live-resource.ts";
import { PlaybackProvider } from "../_app.calls.$callId/playback.tsx";
import { Transcript } from "../_app.calls.$callId/transcript.tsx";

/** The first call to a new number, growing while it runs. */
export function FirstCall({ call, loaded }: { call: CallDetail; loaded: CallTranscript }) {
  const transcript = useLiveResource(`/calls/${call.id}/transcript`, loaded, {
    types: ["transcript_update"],
    callId: call.id,
  });
  return (
    <PlaybackProvider>
      <div className="space-y-4">
        <section className="card flex flex-wrap items-center gap-3 p-4 sm:p-5" aria-label="What happened">
          <OutcomeBadge call={call} />
          <p className="min-w-0 flex-1 basis-60 text-ink-2">{whatHappened(call)}</p>
          <Link
            to={`/calls/${call.id}`}
            className="inline-flex items-center gap-1 text-[13px] font-medium text-brand-on-soft hover:underline"
          >
            Open the call
            <ArrowRight className="size-3.5" aria-hidden />
          </Link>
        </section>
        <Transcript call={call} transcript={transcript} />
      </div>
    </PlaybackProvider>
  );
}
