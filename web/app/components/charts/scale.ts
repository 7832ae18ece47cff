const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000];

/**
 * Chooses the lines behind a bar chart.
 *
 * @param max the highest bar
 * @returns round values from 0 up to at least `max`, at most six
 */
export function gridLines(max: number): number[] {
  const step = STEPS.find((candidate) => max / candidate <= 5) ?? Math.ceil(max / 5);
  const count = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** @returns which of `count` bars get a label, counted from the last one so that today always has it */
export function labelled(index: number, count: number): "always" | "wide" | "never" {
  const every = count > 20 ? 4 : count > 8 ? 2 : 1;
  const fromEnd = count - 1 - index;
  if (fromEnd % every !== 0) return "never";
  return fromEnd % (every * 2) === 0 ? "always" : "wide";
}
