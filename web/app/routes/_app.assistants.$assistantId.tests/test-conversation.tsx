import type { TestTurn } from "@callflex/contracts/assistant-test";
import { clsx } from "clsx";
import { Zap } from "lucide-react";
import { Bubble } from "~/components/assistants/bubble.tsx";
import { functionName } from "./expectation-words.ts";

/** What the scripted caller and the assistant said, and the functions that were called. */
export function TestConversation({ turns }: { turns: readonly TestTurn[] }) {
  return (
    <ol className="mt-3 space-y-2">
      {turns.map(({ speaker, text, tools }, index) => (
        <li key={index} className={clsx("flex flex-col gap-2", speaker === "caller" ? "items-end" : "items-start")}>
          {tools.map((call, place) => (
            <p key={place} className="flex max-w-full items-start gap-1.5 text-xs text-muted">
              <Zap className="mt-px size-3.5 shrink-0" aria-hidden />
              <span className="min-w-0 break-words">
                <span className="font-medium text-ink-2">{functionName(call.name)}</span>
                {detailsOf(call.arguments)}
              </span>
            </p>
          ))}
          {text && <Bubble speaker={speaker}>{text}</Bubble>}
        </li>
      ))}
    </ol>
  );
}

function detailsOf(given: Record<string, unknown> | null): string {
  const values = Object.values(given ?? {}).map(String);
  return values.length > 0 ? `: ${values.join(", ")}` : "";
}
