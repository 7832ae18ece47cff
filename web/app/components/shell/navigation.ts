import { Bot, Hash, Inbox, LayoutDashboard, PhoneCall, Settings, type LucideIcon } from "lucide-react";

export interface NavigationItem {
  to: string;
  label: string;
  icon: LucideIcon;
  /** Which number stands beside it. */
  count?: "live" | "unread";
  /** Has a tab of its own at the bottom of narrow windows; the others stand behind “More” there. */
  tab?: true;
}

/** The dashboard's menu, in order. */
export const NAVIGATION: NavigationItem[] = [
  { to: "/", label: "Overview", icon: LayoutDashboard, tab: true },
  { to: "/calls", label: "Calls", icon: PhoneCall, count: "live", tab: true },
  { to: "/inbox", label: "Inbox", icon: Inbox, count: "unread", tab: true },
  { to: "/assistants", label: "Assistants", icon: Bot },
  { to: "/numbers", label: "Numbers", icon: Hash, tab: true },
  { to: "/settings", label: "Settings", icon: Settings },
];
