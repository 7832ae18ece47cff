import { Download, Pause, Play } from "lucide-react";
import { useRef } from "react";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { formatDuration } from "~/lib/format.ts";
import { useWaveform } from "./use-waveform.ts";

/** Plays the call's recording; the transcript follows. */
export function RecordingPlayer({ callId }: { callId: string }) {
  const url = `/api/v1/calls/${callId}/recording`;
  const box = useRef<HTMLDivElement>(null);
  const wave = useWaveform(url, box);
  return (
    <section aria-label="Recording" className="card p-4">
      {wave.state === "failed" && (
        <p role="alert" className="text-[13px] text-muted">
          The recording can't be played right now. Load the page again in a moment.
        </p>
      )}
      <div className={wave.state === "failed" ? "hidden" : "flex items-center gap-3 sm:gap-4"}>
        <Button
          size="icon"
          className="size-11 rounded-full"
          aria-label={wave.playing ? "Pause" : "Play"}
          disabled={wave.state !== "ready"}
          onClick={wave.toggle}
        >
          {wave.playing ? (
            <Pause className="size-4 fill-current" aria-hidden />
          ) : (
            <Play className="size-4 translate-x-px fill-current" aria-hidden />
          )}
        </Button>
        <div className="relative h-14 min-w-0 flex-1 rounded-lg has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand">
          <div ref={box} aria-hidden className="h-14" data-testid="waveform" />
          {wave.state === "loading" && <div className="skeleton absolute inset-x-0 top-6 h-2 rounded-full" />}
          <input
            type="range"
            aria-label="Position in the recording"
            aria-valuetext={`${formatDuration(wave.position)} of ${formatDuration(wave.length)}`}
            min={0}
            max={Math.max(1, Math.ceil(wave.length))}
            step={1}
            value={Math.floor(wave.position)}
            disabled={wave.state !== "ready"}
            onChange={(event) => wave.seek(Number(event.target.value))}
            className="absolute inset-0 m-0 size-full cursor-pointer opacity-0"
          />
        </div>
        <span className="num text-xs whitespace-nowrap text-muted">
          {formatDuration(wave.position)} / {formatDuration(wave.length)}
        </span>
        <a
          href={url}
          download
          aria-label="Download the recording"
          className={buttonClass({ variant: "ghost", size: "icon" }, "max-sm:hidden")}
        >
          <Download className="size-4" aria-hidden />
        </a>
      </div>
    </section>
  );
}
