import type { AssistantSummary } from "@callflex/contracts/api/assistants";
import { Tag } from "~/components/ui/tag.tsx";
import { STATUS_WORDS } from "./assistant-words.ts";

/** Whether an assistant takes calls, in a word. */
export function StatusTag({ status }: { status: AssistantSummary["status"] }) {
  const { label, tone } = STATUS_WORDS[status];
  return <Tag tone={tone}>{label}</Tag>;
}
