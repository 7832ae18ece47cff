import { createContext, useContext, useMemo, useState, type ReactNode } from "react";

/** The one place that knows where the recording stands: the player writes it, the transcript follows. */
export interface Playback {
  /** Milliseconds from the beginning; null while it stands at its beginning. */
  positionMs: number | null;
  setPosition: (milliseconds: number | null) => void;
  /** Goes to a place of the recording and plays on; absent until a player is ready. */
  seek: ((milliseconds: number) => void) | null;
  setSeek: (seek: ((milliseconds: number) => void) | null) => void;
}

const PlaybackContext = createContext<Playback>({
  positionMs: null,
  setPosition: () => undefined,
  seek: null,
  setSeek: () => undefined,
});

/** Joins a player and a transcript. */
export function PlaybackProvider({ children }: { children: ReactNode }) {
  const [positionMs, setPosition] = useState<number | null>(null);
  const [seek, keepSeek] = useState<Playback["seek"]>(null);
  const value = useMemo<Playback>(
    () => ({ positionMs, setPosition, seek, setSeek: (next) => keepSeek(() => next) }),
    [positionMs, seek],
  );
  return <PlaybackContext.Provider value={value}>{children}</PlaybackContext.Provider>;
}

/** @returns where the recording stands and how to move it */
export function usePlayback(): Playback {
  return useContext(PlaybackContext);
}
