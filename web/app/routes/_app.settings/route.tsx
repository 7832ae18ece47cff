import { type MetaFunction } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { useSession } from "~/lib/use-session.ts";
import { SettingsNav } from "./settings-nav.tsx";

export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Settings · CallFlex" }];

/** The frame of the settings: what there is at the left, above in narrow windows. */
export default function Settings() {
  const { organization } = useSession();
  return (
    <div className="mx-auto max-w-5xl">
      <PageTitle title="Settings" lead={organization.name} />
      <div className="mt-4 gap-8 md:mt-6 md:grid md:grid-cols-[180px_minmax(0,1fr)]">
        <SettingsNav permissions={organization.permissions} />
        <div className="mt-4 min-w-0 md:mt-0">
          <Outlet />
        </div>
      </div>
    </div>
  );
}
