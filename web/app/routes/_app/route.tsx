import { activeCalls, callStats } from "@callflex/contracts/api/calls";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { ErrorFace } from "~/components/error-face.tsx";
import { Shell } from "~/components/shell/shell.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { ActiveCallsProvider } from "~/lib/live/active-calls.tsx";
import { LiveProvider } from "~/lib/live/live-provider.tsx";
import { useLive } from "~/lib/live/use-live.ts";
import { loadSession } from "~/lib/session.server.ts";
import { ZoneContext } from "~/lib/zone.tsx";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";

/** Loads what the frame shows: who is signed in, minutes, unread items, running calls. */
export async function loader(scope: LoaderFunctionArgs) {
  const [session, stats, active] = await Promise.all([
    loadSession(scope),
    loadApi(scope, "GET /calls/stats", callStats, { query: { days: 1 } }),
    loadApi(scope, "GET /calls/active", activeCalls),
  ]).catch(async (error: unknown) => {
    // Somebody who was just removed gets refusals; the session knows where they belong now.
    await loadSession(scope);
    throw error;
  });
  return { session, stats, active, now: Date.now() };
}

export default function AppLayout() {
  const { session, stats, active, now } = useLoaderData<typeof loader>();
  return (
    <ZoneContext.Provider value={session.organization}>
      <LiveProvider organizationId={session.organization.id}>
        <ActiveCallsProvider loaded={active}>
          <Shell session={session} stats={stats} now={now}>
            <Outlet />
          </Shell>
          <FrameRefresh />
        </ActiveCallsProvider>
      </LiveProvider>
    </ZoneContext.Provider>
  );
}

/** Keeps the numbers in the frame fresh. */
function FrameRefresh() {
  useLive({ types: ["inbox_changed", "usage_changed"] });
  return null;
}

export function ErrorBoundary() {
  return (
    <main>
      <ErrorFace />
    </main>
  );
}
