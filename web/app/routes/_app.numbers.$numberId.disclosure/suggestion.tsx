import type { NumberDisclosureState } from "@callflex/contracts/api/number-disclosure";
import type { NumberDisclosure } from "@callflex/contracts/disclosure";
import { Button } from "~/components/ui/button.tsx";
import { Section } from "~/components/ui/section.tsx";

/** What the law of the number's place asks for, and what of it is missing. */
export function Suggestion(props: {
  loaded: NumberDisclosureState;
  /** What stands in the form. */
  disclosure: NumberDisclosure;
  onTake: (() => void) | null;
}) {
  const { suggestion, chosen } = props.loaded;
  const { disclosure } = props;
  const missing = [
    ...(suggestion.aiDisclosureRequired && !disclosure.aiDisclosure ? ["the word that an AI answers"] : []),
    ...(suggestion.recordingNoticeRequired && disclosure.recording && !disclosure.recordingNotice
      ? ["the notice of the recording"]
      : []),
  ];
  const differs =
    disclosure.aiDisclosure !== suggestion.disclosure.aiDisclosure ||
    (disclosure.recording && disclosure.recordingNotice !== suggestion.disclosure.recordingNotice);
  return (
    <Section title={`Suggested for ${suggestion.place}`}>
      <div className="space-y-3 text-[13px] text-ink-2">
        {!chosen && <p>Nothing was chosen for this number yet, so this holds.</p>}
        {missing.length > 0 && (
          <p role="alert" className="rounded-[10px] bg-amber-soft px-3 py-2 text-amber-on-soft">
            Missing: {missing.join(" and ")}.
          </p>
        )}
        {suggestion.reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        <p className="text-muted">This is no legal advice. Ask a lawyer where it matters.</p>
        {differs && props.onTake && (
          <Button size="sm" variant="outline" onClick={props.onTake}>
            Use the suggestion
          </Button>
        )}
      </div>
    </Section>
  );
}
