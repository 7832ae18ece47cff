import { useEffect, useRef, useState } from "react";
import { notify } from "~/lib/toast.tsx";

/**
 * Plays short clips, one at a time.
 *
 * @returns the clip that is heard now, and a switch: the same clip stops, another one takes its place
 */
export function useSample() {
  const audio = useRef<HTMLAudioElement>(undefined);
  const [playing, setPlaying] = useState<string | null>(null);
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = (clip: string) => {
    audio.current?.pause();
    if (playing === clip) {
      setPlaying(null);
      return;
    }
    const made = (audio.current = new Audio(clip));
    const over = () => setPlaying((now) => (now === clip ? null : now));
    made.addEventListener("ended", over);
    setPlaying(clip);
    made.play().catch((error: unknown) => {
      over();
      // Another clip took its place before it could begin.
      if (error instanceof DOMException && error.name === "AbortError") return;
      notify({
        kind: "error",
        text: "The sample can’t be played right now. Check the sound of this device and try again.",
      });
    });
  };
  return { playing, toggle };
}
