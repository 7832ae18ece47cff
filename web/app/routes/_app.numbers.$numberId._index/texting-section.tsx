import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { Button } from "~/components/ui/button.tsx";
import { textingWords } from "~/lib/numbers/number-words.ts";
import { useChange } from "~/lib/use-change.ts";
import { useSession } from "~/lib/use-session.ts";

/** Whether texts can be sent from a number, and what to do where they can't. */
export function TextingSection({ number }: { number: PhoneNumber }) {
  const { tone, label, text } = textingWords(number.textingState);
  const { organization } = useSession();
  const confirm = useChange("texting");
  const waits = number.textingState === "unregistered" || number.textingState === "pending";
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
        {waits && organization.permissions.includes("phone_numbers.manage") && (
          <Button size="sm" variant="outline" disabled={confirm.busy} onClick={() => confirm.send()}>
            The carriers have registered it
          </Button>
        )}
      </div>
    </Section>
  );
}
