import { useSearchParams } from "@remix-run/react";
import { Mic, MicOff, PhoneOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { joinVoice, type VoiceTalk } from "~/lib/join-voice.ts";

/** What speaking needs. */
export interface VoiceOffer {
  publicKey: string;
  joinUrl: string;
}

type Stage = "silent" | "joining" | "speaking" | "left" | "refused";

const WORDS: Record<Stage, string> = {
  silent: "Your browser will ask for the microphone.",
  joining: "Connecting…",
  speaking: "You are heard. What is said appears below.",
  left: "You have left the conversation.",
  refused: "You couldn’t be connected. Allow the microphone for this page and try again, or type below.",
};

/**
 * Speaking instead of typing: a link to the page that may use the microphone, and on that page its buttons.
 *
 * @param props.onReload told before the link loads the page anew
 */
export function Voice({ offer, onReload }: { offer: VoiceOffer; onReload: () => void }) {
  const [search] = useSearchParams();
  if (search.get("talk") === "voice") return <VoiceControls offer={offer} />;
  return (
    // Loaded anew: only then its policy lets the sound through.
    <a href="?talk=voice" onClick={onReload} className={buttonClass({ variant: "outline" })}>
      <Mic className="size-4" aria-hidden />
      Speak instead
    </a>
  );
}

function VoiceControls({ offer }: { offer: VoiceOffer }) {
  const [stage, setStage] = useState<Stage>("silent");
  const [muted, setMuted] = useState(false);
  const talk = useRef<VoiceTalk | null>(null);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      void talk.current?.leave();
    };
  }, []);

  async function speak() {
    setStage("joining");
    try {
      const joined = await joinVoice({ ...offer, onEnd: () => setStage("left") });
      // The page may have been left while the browser asked for the microphone.
      if (gone.current) return void joined.leave();
      talk.current = joined;
      setStage("speaking");
    } catch {
      setStage("refused");
    }
  }

  function mute(next: boolean) {
    talk.current?.setMuted(next);
    setMuted(next);
  }

  return (
    <section aria-label="Speaking" className="card flex flex-wrap items-center gap-3 p-4">
      <p role="status" className="mr-auto text-[13px] text-ink-2">
        {WORDS[stage]}
      </p>
      {stage === "speaking" ? (
        <>
          <Button variant="outline" aria-pressed={muted} onClick={() => mute(!muted)}>
            <MicOff className="size-4" aria-hidden />
            {muted ? "Muted" : "Mute"}
          </Button>
          <Button variant="danger" onClick={() => void talk.current?.leave()}>
            <PhoneOff className="size-4" aria-hidden />
            Leave
          </Button>
        </>
      ) : (
        stage !== "left" && (
          <Button disabled={stage === "joining"} onClick={() => void speak()}>
            <Mic className="size-4" aria-hidden />
            Start speaking
          </Button>
        )
      )}
    </section>
  );
}
