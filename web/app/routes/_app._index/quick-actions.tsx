import type { CallListItem } from "@callflex/contracts/api/calls";
import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { Link } from "@remix-run/react";
import { FileText, PhoneForwarded } from "lucide-react";
import { TestCallButton } from "~/components/test-calls/test-call-button.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { callerTitle } from "~/lib/call-words.ts";
import { NUMBER_TABS } from "../_app.numbers.$numberId/tabs.ts";

const LOOK = buttonClass({ variant: "outline" });

/** What people come here to do, one press away. */
export function QuickActions(props: {
  latest: CallListItem | undefined;
  /** The number that callers dial; null while there is none. */
  number: PhoneNumber | null;
  mayManage: boolean;
}) {
  const { latest, number, mayManage } = props;
  const canForward = mayManage && NUMBER_TABS.some(([path]) => path === "forwarding");
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
            className={LOOK}
          >
            <FileText className="size-4" aria-hidden />
            Latest transcript
          </Link>
        </li>
      )}
      {number && canForward && (
        <li>
          <Link to={`/numbers/${number.id}/forwarding`} className={LOOK}>
            <PhoneForwarded className="size-4" aria-hidden />
            Forward my number
          </Link>
        </li>
      )}
    </ul>
  );
}
