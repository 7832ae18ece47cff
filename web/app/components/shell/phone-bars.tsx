import { NavLink } from "@remix-run/react";
import { clsx } from "clsx";
import { Logo } from "~/components/ui/logo.tsx";
import type { Session } from "~/lib/session.server.ts";
import { AccountMenu } from "./account-menu.tsx";
import { NavCount } from "./nav-count.tsx";
import { NAVIGATION } from "./navigation.ts";
import { OrganizationSwitcher } from "./organization-switcher.tsx";

/** Top bar of narrow windows. */
export function PhoneHeader({ session }: { session: Session }) {
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center justify-between gap-2 border-b bg-bg/90 px-4 backdrop-blur lg:hidden">
      <Logo />
      <AccountMenu user={session.user} compact />
    </header>
  );
}

/** The choice of organization on narrow windows, for people who have several. */
export function PhoneOrganization({ session }: { session: Session }) {
  if (session.organizations.length < 2) return null;
  return (
    <div className="mb-4 lg:hidden">
      <OrganizationSwitcher session={session} />
    </div>
  );
}

/** Tabs at the bottom of narrow windows. */
export function PhoneTabs({ unread }: { unread: number }) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-t bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur lg:hidden"
    >
      {NAVIGATION.map((item) => (
        <NavLink
          key={item.to}
          to={item.to}
          end={item.to === "/"}
          className={({ isActive }) =>
            clsx(
              "flex h-15 flex-col items-center justify-center gap-1 text-[11px]",
              isActive ? "font-medium text-brand-on-soft" : "text-muted",
            )
          }
        >
          <span className="relative">
            <item.icon className="size-5" aria-hidden />
            <span className="absolute -top-1.5 left-3.5">
              <NavCount item={item} unread={unread} />
            </span>
          </span>
          {item.label}
        </NavLink>
      ))}
    </nav>
  );
}
