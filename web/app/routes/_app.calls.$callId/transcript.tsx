import type { CallDetail, CallTranscript, TranscriptSegment } from "@callflex/contracts/api/calls";
import { clsx } from "clsx";
import { MessagesSquare } from "lucide-react";
import { useEffect, useRef, type RefObject } from "react";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { TalkingBars } from "~/components/ui/talking-bars.tsx";
import { formatDuration } from "~/lib/format.ts";
import { currentSegment } from "./current-segment.ts";
import { usePlayback } from "./playback.tsx";
import { useStayAtEnd } from "~/lib/use-stay-at-end.ts";

/** What was said, growing while the call runs, following the recording afterwards. */
export function Transcript({ call, transcript }: { call: CallDetail; transcript: CallTranscript }) {
  const { segments } = transcript;
  const live = call.status !== "ended";
  const { positionMs, seek } = usePlayback();
  const current = positionMs === null ? undefined : currentSegment(segments, positionMs);
  const box = useStayAtEnd(live, segments.length + (segments.at(-1)?.text.length ?? 0));
  useFollow(box, current?.key);

  return (
    <section className="card overflow-hidden" aria-labelledby="transcript">
      <div className="flex items-center justify-between border-b px-4 py-3 sm:px-5">
        <h2 id="transcript" className="text-[15px] font-semibold">
          Transcript
        </h2>
        {live && <span className="text-xs text-muted">As it is spoken</span>}
        {!live && !transcript.final && segments.length > 0 && (
          <span className="text-xs text-muted">Written during the call; the final one is on its way</span>
        )}
      </div>
      {segments.length === 0 && (!live || call.recordingOff) ? (
        <EmptyState icon={MessagesSquare} title={call.recordingOff ? "Nothing is kept" : "Nothing was said"}>
          {call.recordingOff ? "Recording is off for this number." : "This call has no transcript."}
        </EmptyState>
      ) : (
        <div
          ref={box}
          tabIndex={0}
          role={live ? "log" : "group"}
          aria-labelledby="transcript"
          className="relative max-h-[62dvh] overflow-y-auto px-4 py-4 sm:px-5"
        >
          <ol className="space-y-3">
            {segments.map((segment) => (
              <Segment
                key={segment.key}
                segment={segment}
                assistant={call.assistant?.name ?? "Assistant"}
                caller={call.callerName ?? "Caller"}
                current={segment.key === current?.key}
                onSeek={seek && (() => seek(segment.startMs))}
              />
            ))}
          </ol>
          {live && <Listening empty={segments.length === 0} />}
        </div>
      )}
    </section>
  );
}

/** Keeps the segment that is being heard in sight, without moving the page. */
function useFollow(box: RefObject<HTMLDivElement>, key: string | undefined): void {
  const last = useRef(key);
  useEffect(() => {
    if (key === undefined || key === last.current) return;
    last.current = key;
    const shown = box.current?.querySelector<HTMLElement>("[aria-current]");
    if (!box.current || !shown) return;
    const { offsetTop, offsetHeight } = shown;
    const { scrollTop, clientHeight } = box.current;
    const visible = offsetTop >= scrollTop && offsetTop + offsetHeight <= scrollTop + clientHeight;
    if (!visible) box.current.scrollTo({ top: offsetTop - clientHeight / 3, behavior: "smooth" });
  }, [box, key]);
}

interface SegmentProps {
  segment: TranscriptSegment;
  assistant: string;
  caller: string;
  current: boolean;
  onSeek: (() => void) | null;
}

function Segment({ segment, assistant, caller, current, onSeek }: SegmentProps) {
  const fromCaller = segment.speaker === "caller";
  const time = formatDuration(segment.startMs / 1000);
  const bubble = clsx(
    "block max-w-full rounded-2xl px-3.5 py-2 text-left transition-shadow",
    fromCaller ? "rounded-br-md bg-sunken" : "rounded-bl-md bg-brand-soft text-brand-on-soft",
    current && "ring-2 ring-brand",
  );
  return (
    <li
      aria-current={current ? "true" : undefined}
      className={clsx("flex max-w-[85%] flex-col", fromCaller ? "ml-auto items-end" : "items-start")}
    >
      <p className="num mb-1 px-1 text-xs text-muted">
        {fromCaller ? caller : assistant} <span aria-hidden>·</span> {time}
      </p>
      {onSeek ? (
        <button type="button" onClick={onSeek} className={clsx(bubble, "hover:ring-2 hover:ring-line-strong")}>
          {segment.text}
          <span className="sr-only">. Play from {time}</span>
        </button>
      ) : (
        <p className={bubble}>{segment.text}</p>
      )}
    </li>
  );
}

function Listening({ empty }: { empty: boolean }) {
  return (
    <p className="mt-4 flex items-center gap-2.5 text-[13px] text-muted">
      <span className="rounded-full bg-stage px-2.5 py-1">
        <TalkingBars className="h-3.5" />
      </span>
      {empty ? "The first words appear here." : "Listening"}
    </p>
  );
}
