import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { Link } from "@remix-run/react";
import type { AssistantChoice } from "~/components/numbers/assistant-options.ts";
import { Tag } from "~/components/ui/tag.tsx";
import { formatPhone } from "~/lib/format.ts";
import { answeredBy, placeWords, priceWords, stateWords, textingWords, typeName } from "~/lib/numbers/number-words.ts";
import { useZone } from "~/lib/zone.tsx";
import { AssignSelect } from "./assign-select.tsx";

interface ListProps {
  numbers: PhoneNumber[];
  assistants: AssistantChoice[];
  mayManage: boolean;
}

/** The organization's numbers: what they are called, whether they ring, and who answers. */
export function NumberList({ numbers, assistants, mayManage }: ListProps) {
  return (
    <ul className="divide-y">
      {numbers.map((number) => (
        <NumberRow key={number.id} number={number} assistants={assistants} mayManage={mayManage} />
      ))}
    </ul>
  );
}

function NumberRow(props: { number: PhoneNumber; assistants: AssistantChoice[]; mayManage: boolean }) {
  const { number, assistants, mayManage } = props;
  const { locale } = useZone();
  const state = stateWords(number.state);
  const texting = textingWords(number.textingState);
  const takesCalls = number.state === "active" || number.state === "provisioning";
  return (
    <li className="relative grid gap-x-6 gap-y-3 px-4 py-4 transition-colors hover:bg-sunken/50 sm:px-5 md:grid-cols-[minmax(0,1.1fr)_minmax(0,1.4fr)_auto] md:items-start">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link
            to={`/numbers/${number.id}`}
            prefetch="intent"
            className="num text-base font-medium tracking-tight after:absolute after:inset-0 after:content-['']"
          >
            {formatPhone(number.e164)}
          </Link>
          <Tag tone={state.tone}>{state.label}</Tag>
        </p>
        <p className="mt-0.5 truncate text-[13px] text-muted">
          {[number.label, placeWords(number), typeName(number.numberType)].filter(Boolean).join(" · ")}
        </p>
      </div>
      <div className="min-w-0 text-[13px]">
        {number.lastError && number.state !== "active" ? (
          <p className="text-coral-on-soft">{number.lastError}</p>
        ) : !takesCalls ? (
          <p className="text-muted">{state.text}</p>
        ) : mayManage ? (
          <AssignSelect number={number} assistants={assistants} />
        ) : (
          <p className="text-ink-2">{answeredBy(number)}</p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-muted md:flex-col md:items-end">
        {takesCalls && <Tag tone={texting.tone === "wait" ? "wait" : "plain"}>{texting.label}</Tag>}
        {number.state !== "failed" && (
          <span className="num whitespace-nowrap">{priceWords(number.monthlyPrice, locale)}</span>
        )}
      </div>
    </li>
  );
}
