import type { AssistantDetail, AssistantVersion } from "@callflex/contracts/api/assistants";
import { Form, useSubmit } from "@remix-run/react";
import { History } from "lucide-react";
import { TextDiff } from "~/components/assistants/review/text-diff.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { INPUT_CLASS } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { contentDiff } from "./content-text.ts";
import { RestoreButton } from "./restore-button.tsx";

/** What differs between two versions, part by part, and the way back to the one that was chosen. */
export function Comparison(props: {
  before: AssistantVersion | null;
  after: AssistantVersion | null;
  chosen: number | null;
  assistant: AssistantDetail;
  mayChange: boolean;
}) {
  const { before, after, chosen, assistant, mayChange } = props;
  if (!after || chosen === null) {
    return (
      <div className="card">
        <EmptyState icon={History} title="Choose a version">
          You see what it changed, and can bring it back.
        </EmptyState>
      </div>
    );
  }
  const parts = contentDiff(before?.content ?? null, after.content);
  const other = chosen === after.version ? (before?.version ?? null) : after.version;
  return (
    <Section
      title={`Version ${chosen}`}
      lead={
        before
          ? `What version ${after.version} changed against version ${before.version}.`
          : "The first version: all of it is new."
      }
      aside={mayChange && chosen !== assistant.version && <RestoreButton version={chosen} newest={assistant.version} />}
    >
      <CompareWith chosen={chosen} other={other} newest={assistant.version} />
      {parts.length === 0 ? (
        <p className="text-[13px] text-muted">Nothing differs.</p>
      ) : (
        <div className="space-y-5">
          {parts.map(({ title, lines }) => (
            <section key={title} aria-label={title}>
              <h3 className="mb-2 text-[13px] font-medium">{title}</h3>
              <TextDiff lines={lines} />
            </section>
          ))}
        </div>
      )}
    </Section>
  );
}

/** The choice of what a version is compared with. */
function CompareWith({ chosen, other, newest }: { chosen: number; other: number | null; newest: number }) {
  const submit = useSubmit();
  const others = Array.from({ length: newest }, (_, index) => newest - index).filter((version) => version !== chosen);
  if (others.length === 0) return null;
  return (
    <Form
      className="mb-5 flex items-center gap-2 text-[13px]"
      onChange={({ currentTarget }) => submit(currentTarget, { preventScrollReset: true })}
    >
      <input type="hidden" name="version" value={chosen} />
      <label htmlFor="against" className="text-muted">
        Compare with
      </label>
      <select
        key={`${chosen} ${other}`}
        id="against"
        name="against"
        defaultValue={other ?? ""}
        className={`${INPUT_CLASS} num h-8! w-auto!`}
      >
        {other === null && <option value="">nothing</option>}
        {others.map((version) => (
          <option key={version} value={version}>
            Version {version}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit">Compare</button>
      </noscript>
    </Form>
  );
}
