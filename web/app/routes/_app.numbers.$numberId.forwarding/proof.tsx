import type { NumberForwarding } from "@callflex/contracts/forwarding";
import { Link } from "@remix-run/react";
import { Button } from "~/components/ui/button.tsx";
import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { formatDateTime, formatPhone } from "~/lib/format.ts";
import { useRefreshWhile } from "~/lib/use-refresh-while.ts";
import { useChange } from "~/lib/use-change.ts";
import { useZone } from "~/lib/zone.tsx";

/** After that long without a call, something is likely wrong. */
const PATIENCE_MS = 5 * 60_000;

const TAGS = {
  none: ["plain", "Not tested"],
  waiting: ["wait", "Waiting for a call"],
  verified: ["good", "Verified"],
} as const;

/** Whether calls to the business's number arrive here, proved by one. */
export function Proof(props: { forwarding: NumberForwarding; mayChange: boolean; now: number }) {
  const { forwarding, mayChange, now } = props;
  const zone = useZone();
  const verify = useChange("verify");
  const forget = useChange("forget");
  const [tone, label] = TAGS[forwarding.state];
  const waiting = forwarding.state === "waiting";
  useRefreshWhile(waiting, 5_000);
  const late = waiting && forwarding.waitingSince !== null && now - Date.parse(forwarding.waitingSince) > PATIENCE_MS;
  const number = formatPhone(forwarding.businessNumber);
  return (
    <Section title="Test it" aside={<Tag tone={tone}>{label}</Tag>}>
      <div className="space-y-3 text-[13px] text-ink-2" aria-live="polite">
        {forwarding.state === "none" && (
          <p>When you have dialled the code, start the test and call {number} from another telephone.</p>
        )}
        {waiting && (
          <ol className="list-decimal space-y-1 pl-4">
            <li>Call {number} from another telephone.</li>
            <li>Let it ring until the assistant answers, and hang up.</li>
            <li>This page shows it a few seconds later.</li>
          </ol>
        )}
        {late && (
          <p className="rounded-[10px] bg-amber-soft px-3 py-2 text-amber-on-soft">
            No forwarded call came yet. Dial the code once more and listen whether your telephone company confirms it.
            Some companies don’t tell from where a call was forwarded: if the assistant answered, all is well.
          </p>
        )}
        {forwarding.state === "verified" && forwarding.verifiedAt && (
          <p>
            A call to {number} arrived on {formatDateTime(forwarding.verifiedAt, zone)}.{" "}
            {forwarding.verifiedCallId && (
              <Link to={`/calls/${forwarding.verifiedCallId}`} className="underline underline-offset-2">
                See the call
              </Link>
            )}
          </p>
        )}
        {mayChange && (
          <div className="flex flex-wrap gap-2 pt-1">
            <Button
              size="sm"
              variant={forwarding.state === "none" ? "primary" : "outline"}
              disabled={verify.busy}
              onClick={() => verify.send()}
            >
              {forwarding.state === "none" ? "Start the test" : "Test again"}
            </Button>
            <ConfirmButton
              label="Forget it"
              title="Forget the forwarding?"
              confirm="Forget it"
              busy={forget.busy}
              onConfirm={() => forget.send()}
            >
              {number} stays forwarded until you dial the code that ends it.
            </ConfirmButton>
          </div>
        )}
      </div>
    </Section>
  );
}
