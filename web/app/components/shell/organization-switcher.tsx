import { Form, useLocation } from "@remix-run/react";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { Popover } from "~/components/ui/popover.tsx";
import type { Organization, Session } from "~/lib/session.server.ts";
import { OrganizationBadge } from "./organization-badge.tsx";

const FRAME = "flex w-full items-center gap-2.5 rounded-xl border bg-surface p-2 text-left shadow-card";

/** Pages that every organization has; anything else leads to the overview. */
const KEPT = ["/inbox", "/settings"];

/** The organization that is looked at; opens the choice of another one, or of a new one. */
export function OrganizationSwitcher({ session }: { session: Session }) {
  const { organization, organizations } = session;
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
      <a
        href="/organizations/new"
        className="mt-1 flex h-9 items-center gap-2.5 rounded-lg border-t px-2.5 text-[13px] hover:bg-sunken"
      >
        <Plus className="size-4 text-muted" aria-hidden />
        New organization
      </a>
    </Popover>
  );
}

/** The list to choose from. A whole new page follows, so that nothing of the organization before stays. */
function SwitchForm({ organizations, currentId }: { organizations: Organization[]; currentId: string }) {
  const { pathname } = useLocation();
  return (
    <Form method="post" action="/switch-organization" reloadDocument>
      <input type="hidden" name="next" value={KEPT.find((page) => pathname.startsWith(page)) ?? "/"} />
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
