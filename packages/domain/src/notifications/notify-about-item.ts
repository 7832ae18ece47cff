import type { InboxKind } from "@callflex/contracts/enums";
import type { Tx } from "@callflex/db/transaction";
import { loadSettings } from "../organizations/load-settings.ts";
import { requestNotifications } from "./request-notifications.ts";

/** Tells the organization's people about a work item of a call, once. */
export async function notifyAboutItem(
  tx: Tx,
  input: { organizationId: string; callId: string; itemId: string; kind: InboxKind },
): Promise<void> {
  const { notifications } = await loadSettings(tx, input.organizationId);
  await requestNotifications(tx, {
    organizationId: input.organizationId,
    callId: input.callId,
    kind: input.kind,
    inboxItemId: input.itemId,
    dedupePrefix: `item/${input.itemId}`,
    settings: notifications,
  });
}
