import type { CallStats } from "@callflex/contracts/api/calls";
import type { ReactNode } from "react";
import { PendingBar } from "~/components/ui/pending-bar.tsx";
import type { Session } from "~/lib/session.server.ts";
import { AccountBanners } from "./account-banners.tsx";
import { PhoneHeader, PhoneOrganization, PhoneTabs } from "./phone-bars.tsx";
import { Sidebar } from "./sidebar.tsx";

/** The frame of every page of a signed-in person. */
export function Shell(props: { session: Session; stats: CallStats; now: number; children: ReactNode }) {
  const { session, stats, now } = props;
  return (
    <div className="min-h-dvh lg:pl-[252px]">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-ink px-3 py-2 text-bg focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <Sidebar session={session} stats={stats} now={now} />
      <PhoneHeader session={session} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-[1280px] px-4 pt-5 pb-28 outline-none sm:px-6 lg:px-8 lg:pt-7 lg:pb-12"
      >
        <PendingBar />
        <PhoneOrganization session={session} />
        <AccountBanners session={session} />
        {props.children}
      </main>
      <PhoneTabs unread={stats.unreadInboxItems} />
    </div>
  );
}
