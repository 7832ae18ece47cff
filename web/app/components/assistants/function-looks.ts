import type { OfferedActionType } from "@callflex/contracts/call-actions";
import { CalendarClock, MessageSquareText, PhoneForwarded, Truck, type LucideIcon } from "lucide-react";

/** Pictures of what an assistant can do. */
export const FUNCTION_ICONS: Record<OfferedActionType, LucideIcon> = {
  takeMessage: MessageSquareText,
  scheduleCallback: CalendarClock,
  transferCall: PhoneForwarded,
  logDriverCallout: Truck,
};
