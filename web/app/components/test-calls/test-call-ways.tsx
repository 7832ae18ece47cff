import "~/lib/zod-without-eval.ts";
import { useFetcher } from "@remix-run/react";
import { clsx } from "clsx";
import { MessagesSquare, PhoneCall, type LucideIcon } from "lucide-react";
import { useEffect, useId, useState } from "react";
import type { loader } from "~/routes/test-calls.ts";
import { CallMe } from "./call-me.tsx";
import { LookingForChoices } from "./looking-for-choices.tsx";
import { TalkHere } from "./talk-here.tsx";
import { TEST_CALLS_ROUTE } from "./test-choices.ts";

const WAYS = {
  here: { icon: MessagesSquare, title: "Talk here", lead: "You type, the assistant answers." },
  phone: { icon: PhoneCall, title: "Call me", lead: "Your telephone rings." },
} as const satisfies Record<string, { icon: LucideIcon; title: string; lead: string }>;
type Way = keyof typeof WAYS;

/** The two ways to try an assistant, and the form of the one that is chosen. */
export function TestCallWays({ assistantId, phoneNumberId }: { assistantId?: string; phoneNumberId?: string }) {
  const [way, setWay] = useState<Way>("here");
  const { data: choices, load } = useFetcher<typeof loader>();
  useEffect(() => {
    load(TEST_CALLS_ROUTE);
  }, [load]);
  if (!choices) return <LookingForChoices />;
  if (choices.refusal) return <p className="text-[13px] text-ink-2">{choices.refusal}</p>;
  return (
    <div className="space-y-5">
      <WayChoice way={way} onChoose={setWay} />
      {way === "here" ? (
        <TalkHere choices={choices} assistantId={assistantId} />
      ) : (
        <CallMe choices={choices} assistantId={assistantId} phoneNumberId={phoneNumberId} />
      )}
      <p className="border-t pt-4 text-xs text-muted">
        A test is a real call: what the assistant notes down comes into the inbox, and its minutes count. It is marked
        as a test, and nobody is told of a missed call.
      </p>
    </div>
  );
}

function WayChoice({ way, onChoose }: { way: Way; onChoose: (way: Way) => void }) {
  const name = useId();
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2">
      <legend className="sr-only">How do you want to try it?</legend>
      {(Object.keys(WAYS) as Way[]).map((one) => {
        const { icon: Icon, title, lead } = WAYS[one];
        return (
          <label
            key={one}
            className={clsx(
              "flex cursor-pointer items-center gap-3 rounded-xl border p-3 transition-colors",
              "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand",
              way === one ? "border-brand bg-brand-soft" : "hover:bg-sunken",
            )}
          >
            <input
              type="radio"
              name={name}
              value={one}
              checked={way === one}
              onChange={() => onChoose(one)}
              className="sr-only"
            />
            <Icon className={clsx("size-5 shrink-0", way === one ? "text-brand-on-soft" : "text-muted")} aria-hidden />
            <span className={way === one ? "text-brand-on-soft" : undefined}>
              <span className="block text-sm font-medium">{title}</span>
              <span className={clsx("block text-xs", way !== one && "text-muted")}>{lead}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
