import "~/lib/zod-without-eval.ts";
import { invitationList, memberList } from "@callflex/contracts/api/members";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { InvitationsSection } from "./invitations-section.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MembersSection } from "./members-section.tsx";
import { ROLE_WORDS } from "./role-words.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Team · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "members.read");
  const cursor = new URL(scope.request.url).searchParams.get("cursor");
  const mayManage = organization.permissions.includes("members.manage");
  const query = { limit: 50, ...(cursor && { cursor }) };
  const path = { organizationId: organization.id };
  const [members, invitations] = await Promise.all([
    loadApi(scope, "GET /organizations/{organizationId}/members", memberList, { path, query }),
    mayManage
      ? loadApi(scope, "GET /organizations/{organizationId}/invitations", invitationList, {
          path,
          query: { limit: 100 },
        })
      : null,
  ]);
  const open = (invitations?.data ?? []).filter(({ state }) => state === "pending" || state === "expired");
  return { members, invitations: open, mayManage };
}

export default function Team() {
  const { members, invitations, mayManage } = useLoaderData<typeof loader>();
  return (
    <div className="space-y-5">
      <MembersSection members={members.data} nextCursor={members.nextCursor} aside={mayManage && <InviteDialog />} />
      <InvitationsSection invitations={invitations} />
      <section aria-label="What the roles may do" className="px-1 text-[13px] text-muted">
        <dl className="space-y-1">
          {Object.values(ROLE_WORDS).map(({ label, about }) => (
            <div key={label} className="flex gap-2">
              <dt className="w-16 shrink-0 font-medium text-ink-2">{label}</dt>
              <dd>{about}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
