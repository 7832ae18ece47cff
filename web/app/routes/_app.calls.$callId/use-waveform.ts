import { useEffect, useRef, useState, type RefObject } from "react";
import type WaveSurfer from "wavesurfer.js";
import { usePlayback } from "./playback.tsx";

/** A recording on the page. Times in seconds. */
export interface Waveform {
  state: "loading" | "ready" | "failed";
  playing: boolean;
  position: number;
  length: number;
  toggle: () => void;
  seek: (seconds: number) => void;
}

/**
 * Draws a recording's waveform into a box and plays it. The library behind it is loaded with the first call page that
 * has a recording.
 *
 * @param url of the recording
 */
export function useWaveform(url: string, box: RefObject<HTMLDivElement>): Waveform {
  const wave = useRef<WaveSurfer>(undefined);
  const { setPosition, setSeek } = usePlayback();
  const [state, setState] = useState<Waveform["state"]>("loading");
  const [playing, setPlaying] = useState(false);
  const [position, setSeconds] = useState(0);
  const [length, setLength] = useState(0);

  useEffect(() => {
    let gone = false;
    const begin = async () => {
      const { default: WaveSurfer } = await import("wavesurfer.js");
      if (gone || !box.current) return;
      const made = (wave.current = WaveSurfer.create({ container: box.current, url, ...look() }));
      made.on("ready", (seconds) => {
        setLength(seconds);
        setState("ready");
        setSeek((milliseconds) => {
          made.setTime(milliseconds / 1000);
          void made.play();
        });
      });
      made.on("timeupdate", (seconds) => {
        setSeconds(seconds);
        // Standing at the beginning, nothing is being heard.
        setPosition(seconds > 0 || made.isPlaying() ? seconds * 1000 : null);
      });
      made.on("play", () => setPlaying(true));
      made.on("pause", () => setPlaying(false));
      made.on("error", () => setState("failed"));
    };
    begin().catch(() => setState("failed"));
    return () => {
      gone = true;
      setSeek(null);
      wave.current?.destroy();
      wave.current = undefined;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the setters stay the same
  }, [url, box]);

  return {
    state,
    playing,
    position,
    length,
    toggle: () => void wave.current?.playPause(),
    seek: (seconds) => wave.current?.setTime(seconds),
  };
}

function look() {
  const colors = getComputedStyle(document.documentElement);
  return {
    height: 56,
    barWidth: 3,
    barGap: 2,
    barRadius: 3,
    cursorWidth: 0,
    normalize: true,
    // A range input lies over the waveform: it serves mouse, keys and screen readers alike.
    interact: false,
    waveColor: colors.getPropertyValue("--line-strong"),
    progressColor: colors.getPropertyValue("--brand"),
    cspNonce: document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce,
  };
}
