import type { CallListItem } from "@callflex/contracts/api/calls";
import { Link } from "@remix-run/react";
import { FileText } from "lucide-react";
import { TestCallButton } from "~/components/test-calls/test-call-button.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { callerTitle } from "~/lib/call-words.ts";

/** What people come here to do, one press away. */
export function QuickActions({ latest }: { latest: CallListItem | undefined }) {
  return (
    <ul aria-label="Quick actions" className="flex flex-wrap gap-2">
      <li className="empty:hidden">
        <TestCallButton />
      </li>
      {latest && (
        <li>
          <Link
            to={`/calls/${latest.id}#transcript`}
            prefetch="intent"
            aria-label={`Latest transcript, ${callerTitle(latest)}`}
            className={buttonClass({ variant: "outline" })}
          >
            <FileText className="size-4" aria-hidden />
            Latest transcript
          </Link>
        </li>
      )}
    </ul>
  );
}
