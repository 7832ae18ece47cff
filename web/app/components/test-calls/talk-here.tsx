import type { TestCall } from "@callflex/contracts/api/test-calls";
import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { useChange } from "~/lib/use-change.ts";
import { AssistantSelect } from "./assistant-select.tsx";
import { beginOwn } from "./own-conversation.ts";
import { TEST_CALLS_ROUTE, testCallPath, type TestChoices } from "./test-choices.ts";

/** Opens a conversation in the browser. */
export function TalkHere({ choices, assistantId }: { choices: TestChoices; assistantId?: string }) {
  const { assistants } = choices;
  const first = assistantId ? assistants.find(({ id }) => id === assistantId) : assistants[0];
  const [chosen, choose] = useState(first?.id ?? "");
  const open = useOpenConversation();
  if (!first)
    return <p className="text-[13px] text-ink-2">This assistant isn’t active. Activate it, then try it here.</p>;
  return (
    <div className="space-y-4">
      <AssistantSelect assistants={assistantId ? [first] : assistants} value={chosen} onChange={choose} />
      <div className="flex justify-end">
        <Button disabled={open.busy} onClick={() => open.start(chosen)}>
          {open.busy ? "Opening…" : "Start talking"}
        </Button>
      </div>
    </div>
  );
}

/** Asks for a conversation in the browser and goes to its page. */
export function useOpenConversation() {
  const navigate = useNavigate();
  const change = useChange<TestCall>("talk-here", {
    action: TEST_CALLS_ROUTE,
    onDone: ({ value }) => {
      if (!value) return;
      beginOwn(value.id);
      navigate(testCallPath(value));
    },
  });
  return {
    busy: change.busy,
    start: (assistantId: string) => change.send({ assistantId, _key: crypto.randomUUID() }),
  };
}
