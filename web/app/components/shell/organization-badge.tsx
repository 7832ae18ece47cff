import type { Organization } from "~/lib/session.server.ts";
import { initials } from "~/lib/format.ts";

/** Name of an organization with its letters. */
export function OrganizationBadge({ organization }: { organization: Organization }) {
  return (
    <>
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-lg bg-brand-soft text-xs font-semibold text-brand-on-soft"
      >
        {initials(organization.name)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-[13px] font-medium">{organization.name}</span>
        <span className="block truncate text-xs text-muted capitalize">{organization.role}</span>
      </span>
    </>
  );
}
