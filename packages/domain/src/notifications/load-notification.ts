import type { NotificationChannel, NotificationKind, NotificationState } from "@callflex/contracts/enums";
import type { Tx } from "@callflex/db/transaction";
import type { NotificationFacts } from "./render-facts.ts";

/** A notification with all that is needed to send it. */
export interface LoadedNotification {
  organizationId: string;
  id: string;
  callId: string | null;
  channel: NotificationChannel;
  recipient: string;
  state: NotificationState;
  reference: string;
  providerMessageId: string | null;
  /** Tries begun so far, each of which may have reached the provider. */
  attempts: number;
  createdAt: Date;
  facts: NotificationFacts;
  /** The number that text messages of the organization come from: the one that was called, else its oldest. */
  fromNumber: string | null;
}

interface Row {
  id: string;
  call_id: string | null;
  kind: NotificationKind;
  channel: NotificationChannel;
  recipient: string;
  state: NotificationState;
  reference: string;
  provider_message_id: string | null;
  attempts: number;
  created_at: Date;
  organization_name: string;
  timezone: string;
  locale: string;
  call_started_at: Date | null;
  caller_number: string | null;
  item_caller_name: string | null;
  item_caller_number: string | null;
  item_subject: string | null;
  item_details: Record<string, unknown> | null;
  from_number: string | null;
}

const SELECT = `
  SELECT n.id, n.call_id, n.kind, n.channel, n.recipient, n.state, n.reference, n.provider_message_id, n.attempts, n.created_at,
         o.name AS organization_name, o.timezone, o.locale,
         c.started_at AS call_started_at, c.caller_number,
         i.caller_name AS item_caller_name, i.caller_number AS item_caller_number, i.subject AS item_subject, i.details AS item_details,
         (SELECT p.e164 FROM phone_numbers p WHERE p.organization_id = n.organization_id AND p.state = 'active'
          ORDER BY p.id = c.phone_number_id DESC NULLS LAST, p.created_at, p.id LIMIT 1) AS from_number
  FROM notifications n
  JOIN organizations o ON o.id = n.organization_id
  LEFT JOIN call_refs r ON r.organization_id = n.organization_id AND r.call_id = n.call_id
  LEFT JOIN calls c ON c.organization_id = r.organization_id AND c.id = r.call_id AND c.started_at = r.started_at
  LEFT JOIN inbox_items i ON i.organization_id = n.organization_id AND i.id = n.inbox_item_id
  WHERE n.organization_id = $1 AND n.id = $2`;

/**
 * Reads a notification with what it tells about. Only facts that don't change once they are known are read, because a mail
 * that is sent again under the same key must be the same mail.
 *
 * @returns null when there is none
 */
export async function loadNotification(
  tx: Tx,
  { organizationId, notificationId }: { organizationId: string; notificationId: string },
): Promise<LoadedNotification | null> {
  const [row] = await tx.rows<Row>(SELECT, [organizationId, notificationId]);
  if (!row) return null;
  return {
    organizationId,
    id: row.id,
    callId: row.call_id,
    channel: row.channel,
    recipient: row.recipient,
    state: row.state,
    reference: row.reference,
    providerMessageId: row.provider_message_id,
    attempts: row.attempts,
    createdAt: row.created_at,
    fromNumber: row.from_number,
    facts: {
      kind: row.kind,
      organizationName: row.organization_name,
      timezone: row.timezone,
      locale: row.locale,
      calledAt: row.call_started_at ?? row.created_at,
      callerName: row.item_caller_name,
      callerNumber: row.item_caller_number ?? row.caller_number,
      subject: row.item_subject,
      details: row.item_details ?? {},
    },
  };
}
