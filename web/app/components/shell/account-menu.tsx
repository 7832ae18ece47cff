import { Form, Link } from "@remix-run/react";
import { ChevronsUpDown, LogOut, UserCog } from "lucide-react";
import { Avatar } from "~/components/ui/avatar.tsx";
import { Popover } from "~/components/ui/popover.tsx";
import type { Session } from "~/lib/session.server.ts";
import { ThemePicker } from "./theme-picker.tsx";

/** Who is signed in; opens the theme and the way out. */
export function AccountMenu({ user, compact }: { user: Session["user"]; compact?: boolean }) {
  return (
    <Popover
      label="Account"
      triggerClassName={
        compact
          ? "rounded-full"
          : "flex w-full items-center gap-2.5 rounded-xl p-2 text-left transition-colors hover:bg-sunken"
      }
      panelClassName={compact ? "inset-[auto] top-14 right-3 w-64" : "inset-[auto] bottom-[76px] left-3 w-[228px]"}
      trigger={
        compact ? (
          <Avatar name={user.name} tone="strong" />
        ) : (
          <>
            <Avatar name={user.name} tone="strong" />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-[13px] font-medium">{user.name}</span>
              <span className="block truncate text-xs text-muted">{user.email}</span>
            </span>
            <ChevronsUpDown className="size-4 text-muted" aria-hidden />
          </>
        )
      }
    >
      {compact && <p className="truncate px-2 pt-1 pb-2 text-xs text-muted">{user.email}</p>}
      <ThemePicker />
      <Link
        to="/settings/security"
        className="mt-1 flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-[13px] hover:bg-sunken"
      >
        <UserCog className="size-4 text-muted" aria-hidden />
        Your account
      </Link>
      <Form method="post" action="/logout" reloadDocument className="mt-1 border-t pt-1">
        <button className="flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-[13px] hover:bg-sunken">
          <LogOut className="size-4 text-muted" aria-hidden />
          Sign out
        </button>
      </Form>
    </Popover>
  );
}
