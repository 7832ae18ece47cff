import { offeredFunctionLabels } from "@callflex/contracts/labels";
import type { Template } from "@callflex/contracts/template";
import { clsx } from "clsx";
import { Bubble } from "./bubble.tsx";
import { FUNCTION_ICONS } from "./function-looks.ts";

type Turn = Template["sampleConversation"][number];

/** A call as it could be: who says what, and what the assistant does. */
export function SampleConversation({ turns }: { turns: readonly Turn[] }) {
  return (
    <ol className="space-y-2">
      {turns.map((turn, index) => (
        <li key={index} className={clsx("flex flex-col", turn.speaker === "caller" ? "items-end" : "items-start")}>
          <Bubble speaker={turn.speaker}>{turn.text}</Bubble>
          {turn.action && <Action type={turn.action} />}
        </li>
      ))}
    </ol>
  );
}

function Action({ type }: { type: NonNullable<Turn["action"]> }) {
  const Icon = FUNCTION_ICONS[type];
  return (
    <p className="mt-1 mb-1 inline-flex items-center gap-1.5 text-xs text-muted">
      <Icon className="size-3.5" aria-hidden />
      {offeredFunctionLabels[type].title}
    </p>
  );
}
