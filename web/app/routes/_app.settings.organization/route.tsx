import "~/lib/zod-without-eval.ts";
import { memberList } from "@callflex/contracts/api/members";
import { industryList, organization as organizationShape } from "@callflex/contracts/api/organizations";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { timeZones } from "~/lib/time-zones.server.ts";
import { useSession } from "~/lib/use-session.ts";
import { DeleteSection } from "./delete-section.tsx";
import { LeaveSection } from "./leave-section.tsx";
import { OrganizationSection } from "./organization-section.tsx";
import { TransferSection } from "./transfer-section.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Organization · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization, user } = await loadPermitted(scope, "organization.read");
  const path = { organizationId: organization.id };
  const mayTransfer = organization.permissions.includes("organization.transfer");
  const [loaded, industries, members] = await Promise.all([
    loadApi(scope, "GET /organizations/{organizationId}", organizationShape, { path }),
    loadApi(scope, "GET /industries", industryList),
    mayTransfer
      ? loadApi(scope, "GET /organizations/{organizationId}/members", memberList, { path, query: { limit: 100 } })
      : null,
  ]);
  const heirs = (members?.data ?? []).filter(({ userId }) => userId !== user.id);
  return { loaded, industries: industries.data, heirs, zones: timeZones(loaded.timezone) };
}

export default function OrganizationSettings() {
  const { loaded, industries, heirs, zones } = useLoaderData<typeof loader>();
  const { organization } = useSession();
  const may = (permission: (typeof organization.permissions)[number]) => organization.permissions.includes(permission);
  const isOnlyOwner = organization.role === "owner" && !heirs.some(({ role }) => role === "owner");
  return (
    <div className="space-y-5">
      <OrganizationSection
        key={loaded.id}
        loaded={loaded}
        industries={industries}
        zones={zones}
        mayChange={may("organization.update")}
      />
      {may("organization.transfer") && <TransferSection heirs={heirs} />}
      <LeaveSection isOnlyOwner={isOnlyOwner} />
      {may("organization.delete") && <DeleteSection loaded={loaded} />}
    </div>
  );
}
