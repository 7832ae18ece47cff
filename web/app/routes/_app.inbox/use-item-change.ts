import type { InboxItem, InboxPatch } from "@callflex/contracts/api/inbox";
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { notify } from "~/lib/toast.tsx";
import type { action } from "./action.server.ts";
import { afterChange } from "./after-change.ts";

/** An item as it will be, and how to change it. */
export interface ItemChange {
  shown: InboxItem;
  saving: boolean;
  change: (patch: InboxPatch) => void;
}

/**
 * Changes an inbox item at once on the screen, then at the API; after a refusal the item is shown as it really is and a
 * notice says why.
 */
export function useItemChange(item: InboxItem): ItemChange {
  const fetcher = useFetcher<typeof action>({ key: `inbox-${item.id}` });
  const told = useRef(fetcher.data?.at);
  const answer = fetcher.data;
  const { subject } = item;
  useEffect(() => {
    if (!answer || answer.at === told.current) return;
    told.current = answer.at;
    if (!answer.ok) notify({ kind: "error", text: answer.text });
    else if (answer.done) notify({ kind: "success", text: `Done: ${subject}` });
  }, [answer, subject]);
  return {
    shown: afterChange(item, fetcher.formData),
    saving: fetcher.state !== "idle",
    change: (patch) => {
      const fields = Object.entries(patch).map(([name, value]) => [name, value === null ? "" : String(value)]);
      fetcher.submit(
        { id: item.id, version: String(item.version), ...Object.fromEntries(fields) },
        { method: "post", action: "/inbox" },
      );
    },
  };
}
