import "~/lib/zod-without-eval.ts";
import { auditLog } from "@callflex/contracts/api/audit-log";
import { sessionList } from "@callflex/contracts/api/auth";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AuditList } from "~/components/audit/audit-list.tsx";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { loadSession } from "~/lib/session.server.ts";
import { EndSection } from "./end-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { TwoFactorSection } from "./two-factor-section.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Your account · CallFlex" }];

const LOG_ROWS = 10;

export async function loader(scope: LoaderFunctionArgs) {
  const cursor = new URL(scope.request.url).searchParams.get("cursor");
  const query = { limit: LOG_ROWS, ...(cursor && { cursor }) };
  const [{ user }, sessions, log] = await Promise.all([
    loadSession(scope),
    loadApi(scope, "GET /auth/sessions", sessionList),
    loadApi(scope, "GET /auth/me/audit-log", auditLog, { query }).catch((error: unknown) => {
      if (cursor && isRefusedInput(error)) throw redirect("/settings/security");
      throw error;
    }),
  ]);
  return { user, sessions: sessions.data, log, now: Date.now() };
}

export default function Security() {
  const { user, sessions, log, now } = useLoaderData<typeof loader>();
  return (
    <div className="space-y-5">
      <ProfileSection user={user} />
      <PasswordSection />
      <TwoFactorSection enabled={user.twoFactorEnabled} />
      <SessionsSection sessions={sessions} />
      <section aria-labelledby="own-log" className="card overflow-hidden">
        <h2 id="own-log" className="border-b px-4 py-4 text-[15px] font-semibold sm:px-6">
          What happened in your account
        </h2>
        {log.data.length === 0 && <p className="px-4 py-4 text-[13px] text-muted sm:px-6">Nothing yet.</p>}
        <AuditList entries={log.data} now={now} own />
        <ListPager nextCursor={log.nextCursor} first="Back to the newest" next="Older entries" />
      </section>
      <EndSection user={user} />
    </div>
  );
}
