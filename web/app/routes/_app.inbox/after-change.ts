import type { InboxItem } from "@callflex/contracts/api/inbox";
import { formText } from "~/lib/form-text.ts";

/**
 * Shows an item as it will be once a change that is on its way is saved.
 *
 * @param sent the form on its way, undefined when none is
 */
export function afterChange(item: InboxItem, sent: FormData | undefined): InboxItem {
  if (!sent) return item;
  const now = new Date().toISOString();
  const moment = (name: string, before: string | null) =>
    sent.has(name) ? (sent.get(name) === "true" ? (before ?? now) : null) : before;
  return {
    ...item,
    readAt: moment("read", item.readAt),
    doneAt: moment("done", item.doneAt),
    note: sent.has("note") ? formText(sent, "note").trim() || null : item.note,
  };
}
