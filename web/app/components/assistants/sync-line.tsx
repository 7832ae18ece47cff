import { clsx } from "clsx";
import { CircleCheck, CircleDashed, LoaderCircle, TriangleAlert, type LucideIcon } from "lucide-react";
import { syncWords, type SyncWords } from "./assistant-words.ts";

const LOOKS: Record<SyncWords["state"], [LucideIcon, string]> = {
  synced: [CircleCheck, "text-brand-on-soft"],
  pending: [LoaderCircle, "text-sky-on-soft [&_svg]:animate-spin motion-reduce:[&_svg]:animate-none"],
  failed: [TriangleAlert, "text-coral-on-soft"],
  draft: [CircleDashed, "text-muted"],
};

/** Whether callers hear what was saved last, in words. */
export function SyncLine(props: { assistant: Parameters<typeof syncWords>[0]; className?: string }) {
  const { state, text } = syncWords(props.assistant);
  const [Icon, look] = LOOKS[state];
  return (
    <p className={clsx("flex items-start gap-1.5 text-[13px]", look, props.className)}>
      <Icon className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {text}
    </p>
  );
}
