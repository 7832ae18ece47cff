import { useEffect, useRef, type RefObject } from "react";

/** Pixels from the end within which a reader counts as reading along. */
const NEAR_END = 80;

/**
 * Keeps a growing list scrolled to its end, unless the reader has scrolled up.
 *
 * @param growing false leaves the list where it is
 * @param size changes whenever the list grows
 * @returns the box that scrolls
 */
export function useStayAtEnd(growing: boolean, size: number): RefObject<HTMLDivElement> {
  const box = useRef<HTMLDivElement>(null);
  const readingAlong = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onScroll = () => {
      readingAlong.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [growing]);
  useEffect(() => {
    if (growing && readingAlong.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [growing, size]);
  return box;
}
