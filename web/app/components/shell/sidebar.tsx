import type { CallStats } from "@callflex/contracts/api/calls";
import { NavLink } from "@remix-run/react";
import { clsx } from "clsx";
import { Logo } from "~/components/ui/logo.tsx";
import type { Session } from "~/lib/session.server.ts";
import { AccountMenu } from "./account-menu.tsx";
import { MinutesMeter } from "./minutes-meter.tsx";
import { NavCount } from "./nav-count.tsx";
import { NAVIGATION } from "./navigation.ts";
import { OrganizationSwitcher } from "./organization-switcher.tsx";

/** The menu at the left of wide windows. */
export function Sidebar({ session, stats, now }: { session: Session; stats: CallStats; now: number }) {
  return (
    <aside className="fixed inset-y-0 left-0 hidden w-[252px] flex-col gap-5 border-r p-3 lg:flex">
      <Logo className="px-2 pt-2" />
      <OrganizationSwitcher session={session} />
      <nav aria-label="Main" className="-mx-1 flex-1 overflow-y-auto px-1 py-1">
        <ul className="space-y-0.5">
          {NAVIGATION.map((item) => (
            <li key={item.to}>
              <NavLink
                to={item.to}
                end={item.to === "/"}
                prefetch="intent"
                className={({ isActive }) =>
                  clsx(
                    "flex h-9 items-center gap-2.5 rounded-[10px] px-2.5 text-[13.5px] transition-colors",
                    isActive
                      ? "bg-surface font-medium text-ink shadow-card ring-1 ring-line [&_svg]:text-brand"
                      : "text-ink-2 hover:bg-sunken hover:text-ink [&_svg]:text-muted",
                  )
                }
              >
                <item.icon className="size-[17px]" aria-hidden />
                <span className="flex-1">{item.label}</span>
                <NavCount item={item} unread={stats.unreadInboxItems} />
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <MinutesMeter usage={stats.usage} planName={session.organization.planName} now={now} />
      <AccountMenu user={session.user} />
    </aside>
  );
}
