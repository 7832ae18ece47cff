import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Something that is said in a call; the caller stands at the right. */
export function Bubble({ speaker, children }: { speaker: "assistant" | "caller"; children: ReactNode }) {
  const caller = speaker === "caller";
  return (
    <div
      className={clsx(
        "max-w-[85%] rounded-2xl px-3.5 py-2 text-[13px] leading-relaxed",
        caller ? "rounded-br-md bg-sunken text-ink-2" : "rounded-bl-md bg-brand-soft text-brand-on-soft",
      )}
    >
      <span className="sr-only">{caller ? "Caller: " : "Assistant: "}</span>
      {children}
    </div>
  );
}
