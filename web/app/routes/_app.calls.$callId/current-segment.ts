import type { TranscriptSegment } from "@callflex/contracts/api/calls";

/**
 * Finds what is being said at a moment of the recording.
 *
 * @param segments in the order of their beginning
 * @param positionMs milliseconds from the beginning
 * @returns the last segment that has begun; undefined before the first
 */
export function currentSegment(segments: TranscriptSegment[], positionMs: number): TranscriptSegment | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.startMs ?? Infinity) <= positionMs) low = middle + 1;
    else high = middle;
  }
  return segments[low - 1];
}
