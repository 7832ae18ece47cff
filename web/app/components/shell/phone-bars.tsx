import { NavLink, useLocation } from "@remix-run/react";
import { clsx } from "clsx";
import { Ellipsis } from "lucide-react";
import { Logo } from "~/components/ui/logo.tsx";
import { Popover } from "~/components/ui/popover.tsx";
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

const TAB = "flex h-15 w-full flex-col items-center justify-center gap-1 text-[11px]";
const tabLook = (active: boolean) => clsx(TAB, active ? "font-medium text-brand-on-soft" : "text-muted");

/** Tabs at the bottom of narrow windows: the pages that are needed most, and the others behind the last one. */
export function PhoneTabs({ unread }: { unread: number }) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur lg:hidden"
    >
      {NAVIGATION.filter((item) => item.tab).map((item) => (
        <NavLink key={item.to} to={item.to} end={item.to === "/"} className={({ isActive }) => tabLook(isActive)}>
          <span className="relative">
            <item.icon className="size-5" aria-hidden />
            <span className="absolute -top-1.5 left-3.5">
              <NavCount item={item} unread={unread} />
            </span>
          </span>
          {item.label}
        </NavLink>
      ))}
      <MoreTab />
    </nav>
  );
}

/** Opens the pages that have no tab. */
function MoreTab() {
  const { pathname } = useLocation();
  const others = NAVIGATION.filter((item) => !item.tab);
  const here = others.find((item) => pathname.startsWith(item.to));
  return (
    <Popover
      label="Pages:"
      triggerClassName={tabLook(here !== undefined)}
      panelClassName="inset-[auto] right-2 bottom-[calc(68px+env(safe-area-inset-bottom))] w-52"
      trigger={
        <>
          <Ellipsis className="size-5" aria-hidden />
          {here?.label ?? "More"}
        </>
      }
    >
      {others.map((item) => (
        <NavLink
          key={item.to}
          to={item.to}
          className={({ isActive }) =>
            clsx("flex h-10 items-center gap-2.5 rounded-lg px-2.5 text-sm hover:bg-sunken", isActive && "font-medium")
          }
        >
          <item.icon className="size-4 text-muted" aria-hidden />
          {item.label}
        </NavLink>
      ))}
    </Popover>
  );
}
