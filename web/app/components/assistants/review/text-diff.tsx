import type { DiffLine } from "@callflex/contracts/line-diff";
import { clsx } from "clsx";
import { diffBlocks } from "./diff-blocks.ts";

const LOOKS = {
  same: "text-muted",
  added: "bg-brand-soft text-brand-on-soft",
  removed: "bg-coral-soft text-coral-on-soft",
} as const;
const MARKS = { same: " ", added: "+", removed: "−" } as const;
const SPOKEN = { same: "", added: "New: ", removed: "Taken out: " } as const;

/** Two texts beside each other, line by line; what stays the same is folded away. */
export function TextDiff({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <div className="overflow-hidden rounded-[10px] border text-[13px] leading-relaxed">
      {diffBlocks(lines).map((block, index) =>
        block.kind === "lines" ? (
          <Lines key={index} lines={block.lines} />
        ) : (
          <details key={index} className="group border-y border-line/60 first:border-t-0 last:border-b-0">
            <summary className="cursor-pointer bg-sunken/60 px-3 py-1.5 text-xs text-muted hover:text-ink">
              {block.lines.length} lines are the same
            </summary>
            <Lines lines={block.lines} />
          </details>
        ),
      )}
    </div>
  );
}

function Lines({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <div>
      {lines.map(({ kind, text }, index) => {
        const Line = kind === "added" ? "ins" : kind === "removed" ? "del" : "p";
        return (
          <Line key={index} className={clsx("flex gap-2 px-3 py-0.5 no-underline", LOOKS[kind])}>
            <span aria-hidden className="w-3 shrink-0 text-center select-none">
              {MARKS[kind]}
            </span>
            <span className="sr-only">{SPOKEN[kind]}</span>
            <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">{text || " "}</span>
          </Line>
        );
      })}
    </div>
  );
}
