import type { LiveEvent } from "@callflex/contracts/api/events";
import type { LiveCursor } from "./live-cursor.ts";

/** An event on its way to dashboards. The same object goes to every subscriber. */
export interface LiveMessage {
  cursor: LiveCursor;
  organizationId: string;
  event: LiveEvent;
}

/** Who hears the events of one organization. */
export interface LiveListener {
  organizationId: string;
  /** Where the listener was before; null to hear what comes from now on. */
  after: LiveCursor | null;
  onMessage(message: LiveMessage): void;
  /** What happened since `after` isn't kept any more: reload everything, then go on from the cursor. */
  onResync(cursor: LiveCursor): void;
}

export interface LiveSubscription {
  /** Up to where the listener has heard everything; null while it is still being brought up to date. */
  position(): LiveCursor | null;
  close(): void;
}

/** Carries live events to this process: in commit order, each once, none left out. */
export interface LiveBus {
  subscribe(listener: LiveListener): LiveSubscription;
  close(): Promise<void>;
}
