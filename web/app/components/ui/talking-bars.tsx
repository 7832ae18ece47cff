import { clsx } from "clsx";

const HEIGHTS = [0.5, 0.9, 0.6, 1, 0.7, 0.45, 0.85, 0.6, 1, 0.5, 0.75, 0.4];

/** Bars that move like a voice; decoration. */
export function TalkingBars({ className }: { className?: string }) {
  return (
    <span aria-hidden className={clsx("talk flex h-5 items-center gap-[2px]", className)}>
      {HEIGHTS.map((height, index) => (
        <i
          key={index}
          className="w-[2.5px] rounded-full bg-live"
          style={{
            height: `${height * 100}%`,
            animationDelay: `${-((index * 137) % 900)}ms`,
            animationDuration: `${800 + ((index * 53) % 50) * 10}ms`,
          }}
        />
      ))}
    </span>
  );
}
