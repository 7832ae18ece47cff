import type { LiveEventType } from "@callflex/contracts/enums";

/** A change that dashboards shall hear about, and what it is about. */
export interface LiveChange {
  organizationId: string;
  type: LiveEventType;
  callId?: string | null;
  phoneNumberId?: string | null;
  assistantId?: string | null;
}
