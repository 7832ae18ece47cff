import type { Permission } from "@callflex/contracts/permissions";
import { NavLink, useLocation } from "@remix-run/react";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";

const PAGES: readonly (readonly [path: string, label: string, permission: Permission | null])[] = [
  ["organization", "Organization", "organization.read"],
  ["hours", "Hours & holidays", "settings.read"],
  ["voice", "Default voice", "settings.read"],
  ["team", "Team", "members.read"],
  ["security", "Your account", null],
  ["drift", "Check-up", "phone_numbers.read"],
  ["connection", "Phone connection", "phone_numbers.manage"],
  ["api-keys", "API keys", "api_keys.read"],
  ["audit-log", "Audit log", "audit_log.read"],
];

/** The pages of the settings that the role may read. */
export function SettingsNav({ permissions }: { permissions: Permission[] }) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // In a narrow window the list scrolls sideways, and the page that is shown may stand outside of it.
  useEffect(() => {
    nav.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  const offered = PAGES.filter(([, , permission]) => !permission || permissions.includes(permission));
  return (
    <nav
      ref={nav}
      aria-label="Settings"
      className="-mx-4 overflow-x-auto px-4 no-bar md:mx-0 md:overflow-visible md:px-0"
    >
      <ul className="flex gap-1 py-1 md:sticky md:top-6 md:flex-col md:gap-0.5 md:py-0">
        {offered.map(([path, label]) => (
          <li key={path}>
            <NavLink
              to={`/settings/${path}`}
              prefetch="intent"
              className={({ isActive }) =>
                clsx(
                  "flex h-9 items-center rounded-[10px] px-3 text-[13px] whitespace-nowrap transition-colors",
                  isActive
                    ? "bg-surface font-medium text-ink shadow-card ring-1 ring-line"
                    : "text-ink-2 hover:bg-sunken hover:text-ink",
                )
              }
            >
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
