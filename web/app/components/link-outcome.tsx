import { Link } from "@remix-run/react";
import { CheckCheck, Link2Off } from "lucide-react";
import type { TokenOutcome } from "~/lib/spend-token.server.ts";
import { Outcome } from "./outcome.tsx";
import { buttonClass } from "./ui/button.tsx";

/**
 * How a mail's link went, and the way on.
 *
 * @param props.done what is so now
 * @param props.over what a link that works no more means, and what to do
 */
export function LinkOutcome(props: {
  outcome: TokenOutcome;
  done: { title: string; words: string };
  over: string;
  next: { to: string; label: string };
}) {
  const { outcome, done, over, next } = props;
  const went = outcome.state === "done";
  const words = went ? done.words : outcome.state === "refused" ? outcome.words : over;
  return (
    <Outcome
      icon={went ? CheckCheck : Link2Off}
      title={went ? done.title : "This link no longer works"}
      tone={went ? "good" : "bad"}
    >
      <p>{words}</p>
      <p className="mt-6">
        <Link to={next.to} className={buttonClass({ size: "lg" })}>
          {next.label}
        </Link>
      </p>
    </Outcome>
  );
}
