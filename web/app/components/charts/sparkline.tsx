import { useId } from "react";

const WIDTH = 96;
const HEIGHT = 36;
const PAD = 3;

/** @returns a point for each value, spread over the picture; a flat series lies in the middle */
export function sparkPoints(series: number[]): [number, number][] {
  const low = Math.min(...series);
  const spread = Math.max(...series) - low;
  const step = (WIDTH - 2 * PAD) / Math.max(1, series.length - 1);
  return series.map((value, index) => [
    PAD + index * step,
    spread === 0 ? HEIGHT / 2 : HEIGHT - PAD - ((value - low) / spread) * (HEIGHT - 2 * PAD),
  ]);
}

function curve(points: [number, number][]): string {
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      if (!before) return `M${x.toFixed(1)},${y.toFixed(1)}`;
      const middle = ((before[0] + x) / 2).toFixed(1);
      return `C${middle},${before[1].toFixed(1)} ${middle},${y.toFixed(1)} ${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join("");
}

/** A small line of a figure's last days; decoration beside the figure. */
export function Sparkline({ series, className }: { series: number[]; className?: string }) {
  const id = useId();
  const points = sparkPoints(series);
  const last = points.at(-1);
  if (!last || points.length < 2) return null;
  const line = curve(points);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={className} aria-hidden preserveAspectRatio="none">
      <defs>
        <linearGradient id={id} x1="0" x2="0" y1="0" y2="1">
          <stop offset="0" stopColor="var(--brand)" stopOpacity="0.22" />
          <stop offset="1" stopColor="var(--brand)" stopOpacity="0" />
        </linearGradient>
      </defs>
      <path d={`${line}L${last[0].toFixed(1)},${HEIGHT}L${PAD},${HEIGHT}Z`} fill={`url(#${id})`} />
      <path
        d={line}
        fill="none"
        stroke="var(--brand)"
        strokeWidth="1.75"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
      <circle cx={last[0]} cy={last[1]} r="2.4" fill="var(--brand)" />
    </svg>
  );
}
