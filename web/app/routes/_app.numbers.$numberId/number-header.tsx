import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { TestCallButton } from "~/components/test-calls/test-call-button.tsx";
import { CopyButton } from "~/components/ui/copy-button.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { formatPhone } from "~/lib/format.ts";
import { placeWords, priceWords, stateWords, typeName } from "~/lib/numbers/number-words.ts";
import { useZone } from "~/lib/zone.tsx";

/** The number in large digits, to read out or copy. */
export function NumberHeader({ number }: { number: PhoneNumber }) {
  const { locale } = useZone();
  const state = stateWords(number.state);
  const isYours = number.state !== "failed" && number.state !== "released";
  return (
    <header className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="mr-auto min-w-0">
        <p className="flex flex-wrap items-center gap-2 text-[13px] text-muted">
          {number.label && <span className="font-medium text-ink">{number.label}</span>}
          <Tag tone={state.tone}>{state.label}</Tag>
        </p>
        <h1 className="num mt-1 text-[28px] leading-tight font-semibold tracking-[-0.03em] sm:text-4xl">
          {formatPhone(number.e164)}
        </h1>
        <p className="num mt-1 text-[13px] text-muted">
          {[placeWords(number), typeName(number.numberType), isYours && priceWords(number.monthlyPrice, locale)]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={number.e164} label="Copy number" />
        {number.state === "active" && number.assistant && (
          <TestCallButton
            assistantId={number.assistant.id}
            phoneNumberId={number.id}
            className="h-8! px-3! text-[13px]!"
          />
        )}
      </div>
    </header>
  );
}
