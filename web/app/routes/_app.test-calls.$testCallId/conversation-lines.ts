import type { TranscriptSegment } from "@callflex/contracts/api/calls";

/** Something that was typed, and how many lines there were when it was. */
export interface TypedLine {
  key: string;
  text: string;
  after: number;
}

/** A line of the conversation; one that was typed stands there before the transcript has it. */
export interface ConversationLine {
  key: string;
  speaker: "assistant" | "caller";
  text: string;
  /** Typed, and not in the transcript yet. */
  pending: boolean;
}

function plain(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

/**
 * Puts what was typed among what the transcript has: in the place where it was typed, until the transcript tells it too. A
 * provider that tells only what was spoken never does.
 *
 * @param segments the transcript, in order
 * @param typed in the order of typing
 */
export function conversationLines(segments: TranscriptSegment[], typed: TypedLine[]): ConversationLine[] {
  const told = new Set<number>();
  const pending = typed.filter(({ text, after }) => {
    const index = segments.findIndex(
      (segment, at) =>
        at >= after && !told.has(at) && segment.speaker === "caller" && plain(segment.text) === plain(text),
    );
    if (index >= 0) told.add(index);
    return index < 0;
  });
  const lines: ConversationLine[] = [];
  for (let at = 0; at <= segments.length; at += 1) {
    for (const { key, text, after } of pending)
      if (Math.min(after, segments.length) === at) lines.push({ key, speaker: "caller", text, pending: true });
    const segment = segments[at];
    if (segment) lines.push({ key: segment.key, speaker: segment.speaker, text: segment.text, pending: false });
  }
  return lines;
}
