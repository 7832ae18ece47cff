import { Form, useLocation } from "@remix-run/react";
import { Check, ChevronsUpDown } from "lucide-react";
import { Popover } from "~/components/ui/popover.tsx";
import type { Organization, Session } from "~/lib/session.server.ts";
import { OrganizationBadge } from "./organization-badge.tsx";

const FRAME = "flex w-full items-center gap-2.5 rounded-xl border bg-surface p-2 text-left shadow-card";

/** The organization that is looked at; with several, a menu to look at another. */
export function OrganizationSwitcher({ session }: { session: Session }) {
  const { organization, organizations } = session;
  if (organizations.length < 2) {
    return (
      <div className={FRAME}>
        <OrganizationBadge organization={organization} />
      </div>
    );
  }
  return (
    <Popover
      label="Switch from"
      triggerClassName={`${FRAME} hover:border-line-strong`}
      panelClassName="inset-[auto] top-[120px] left-3 max-h-[60dvh] w-[228px] overflow-y-auto"
      trigger={
        <>
          <OrganizationBadge organization={organization} />
          <ChevronsUpDown className="size-4 text-muted" aria-hidden />
        </>
      }
    >
      <SwitchForm organizations={organizations} currentId={organization.id} />
    </Popover>
  );
}

/** The list to choose from. A whole new page follows, so that nothing of the organization before stays. */
function SwitchForm({ organizations, currentId }: { organizations: Organization[]; currentId: string }) {
  const { pathname } = useLocation();
  return (
    <Form method="post" action="/switch-organization" reloadDocument>
      <input type="hidden" name="next" value={pathname.startsWith("/inbox") ? "/inbox" : "/"} />
      {organizations.map((organization) => (
        <button
          key={organization.id}
          name="organizationId"
          value={organization.id}
          aria-current={organization.id === currentId ? "true" : undefined}
          className="flex w-full items-center gap-2.5 rounded-lg p-2 text-left hover:bg-sunken"
        >
          <OrganizationBadge organization={organization} />
          {organization.id === currentId && <Check className="size-4 text-brand" aria-hidden />}
        </button>
      ))}
    </Form>
  );
}
