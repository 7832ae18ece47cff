import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { textingWords } from "~/lib/numbers/number-words.ts";

/** Whether texts can be sent from a number, and what to do where they can't. */
export function TextingSection({ number }: { number: PhoneNumber }) {
  const { tone, label, text } = textingWords(number.textingState);
  return (
    <Section title="Texts" aside={<Tag tone={tone}>{label}</Tag>}>
      <div className="space-y-2 text-[13px] text-muted">
        <p>{text}</p>
        {number.textingState === "unregistered" && (
          <p>
            <span className="font-medium text-ink">What to do:</span> contact support with the legal name, address and
            tax number of your business. They register it; the carriers take some days.
          </p>
        )}
      </div>
    </Section>
  );
}
