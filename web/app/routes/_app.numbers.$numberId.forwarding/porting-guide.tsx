import { Section } from "~/components/ui/section.tsx";

/** What moving a number takes, for those who don't want to forward for good. */
export function PortingGuide() {
  return (
    <Section title="Move your number here" lead="Porting takes one to four weeks. Forward it until then.">
      <ol className="list-decimal space-y-2 pl-4 text-[13px] text-ink-2">
        <li>Keep your contract. A number that is canceled can’t be moved any more.</li>
        <li>
          Have your last telephone bill at hand, with the account number and the address exactly as they stand there.
        </li>
        <li>Ask your telephone company for the transfer PIN, and whether the number is locked against moving.</li>
        <li>
          Write to support with the number, the bill and the PIN. You get a letter of authorization to sign, then the
          day on which the number moves.
        </li>
        <li>On that day calls arrive here by themselves. Then end the old contract, not before.</li>
      </ol>
    </Section>
  );
}
