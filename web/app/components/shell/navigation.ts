import { Inbox, LayoutDashboard, PhoneCall, Settings, type LucideIcon } from "lucide-react";

export interface NavigationItem {
  to: string;
  label: string;
  icon: LucideIcon;
  /** Which number stands beside it. */
  count?: "live" | "unread";
}

/** The dashboard's menu, in order. */
export const NAVIGATION: NavigationItem[] = [
  { to: "/", label: "Overview", icon: LayoutDashboard },
  { to: "/calls", label: "Calls", icon: PhoneCall, count: "live" },
  { to: "/inbox", label: "Inbox", icon: Inbox, count: "unread" },
  { to: "/settings", label: "Settings", icon: Settings },
];
