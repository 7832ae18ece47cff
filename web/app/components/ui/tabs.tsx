import { NavLink, useLocation } from "@remix-run/react";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";

/** A page of several about one thing: its address below the thing's own, "" for the first, and its name. */
export type TabPage = readonly [path: string, label: string];

/**
 * Links between the pages about one thing; in narrow windows they scroll sideways.
 *
 * @param props.base address of the thing, `/numbers/1`
 * @param props.label what the pages are about, for screen readers
 */
export function Tabs({ base, pages, label }: { base: string; pages: readonly TabPage[]; label: string }) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    nav.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  if (pages.length < 2) return null;
  return (
    <nav ref={nav} aria-label={label} className="no-bar -mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex min-w-max gap-1 border-b">
        {pages.map(([path, name]) => (
          <li key={path}>
            <NavLink
              to={path ? `${base}/${path}` : base}
              end={path === ""}
              prefetch="intent"
              className={({ isActive }) =>
                clsx(
                  "-mb-px flex h-10 items-center border-b-2 px-3 text-[13px] whitespace-nowrap transition-colors",
                  isActive
                    ? "border-brand font-medium text-ink"
                    : "border-transparent text-muted hover:border-line-strong hover:text-ink",
                )
              }
            >
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
