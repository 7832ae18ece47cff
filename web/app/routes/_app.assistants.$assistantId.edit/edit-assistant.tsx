import type { AssistantCheck, AssistantDetail } from "@callflex/contracts/api/assistants";
import { useState } from "react";
import { changedParts } from "~/components/assistants/content/changed-parts.ts";
import { variablesOf } from "~/components/assistants/content/content-form.ts";
import { contentInput } from "~/components/assistants/content/content-input.ts";
import { contentFields } from "~/components/assistants/content/fields.ts";
import { FilledPreview } from "~/components/assistants/filled-preview.tsx";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { useLeave } from "~/lib/use-leave.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { answersOf } from "~/lib/variable-answers.ts";
import { ContentSections } from "./content-sections.tsx";
import { draftForm, liveForm, PARTS } from "./edit-form.ts";
import { EditBar } from "./edit-bar.tsx";
import { ReviewPanel } from "./review-panel.tsx";

type Answer = AssistantCheck | AssistantDetail;

/** A review saves nothing: its answer is what was found. */
function isCheck(value: Answer | null): value is AssistantCheck {
  return value !== null && "faults" in value;
}

/** Everything that an assistant is made of: edited, then reviewed, then published. */
export function EditAssistant({ assistant }: { assistant: AssistantDetail }) {
  const draft = assistant.status === "draft";
  const [leaving, leave] = useLeave();
  const [review, setReview] = useState<AssistantCheck | null>(null);
  const parts = useVersionedForm<typeof liveForm, AssistantDetail, Answer>({
    schema: draft ? draftForm : liveForm,
    intent: "edit-assistant",
    loaded: assistant,
    inputOf: ({ content }) => contentInput(content) as never,
    saves: ({ value }) => !isCheck(value),
    onDone: ({ value }) => {
      if (isCheck(value)) setReview(value);
      else if (!draft) leave(`/assistants/${assistant.id}`);
    },
  });
  const { form, fields, busy, newer, held } = parts;
  const content = contentFields(fields.content);
  const variables = variablesOf(content.variables.value) ?? held.content.variables;
  return (
    <ContractForm parts={parts} label={`Edit ${assistant.name}`} className="space-y-4">
      <input type="hidden" name="_status" value={draft ? "draft" : "live"} />
      {newer && (
        <ConflictNotice
          version={newer.version}
          lines={changedParts(held.content, newer.content, PARTS)}
          onTake={() => {
            setReview(null);
            parts.takeNewer();
          }}
          busy={busy}
        />
      )}
      {/* Hidden while its changes are reviewed, so that nothing that was typed is lost. */}
      <div hidden={review !== null} className="space-y-4">
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:gap-5">
          <ContentSections form={form} fields={content} variables={variables} saved={held.content} />
          <FilledPreview
            firstMessage={content.firstMessage.value ?? ""}
            prompt={content.prompt.value ?? ""}
            variables={variables}
            values={answersOf(variables, content.variableValues.value)}
          />
        </div>
        <EditBar draft={draft} busy={busy || leaving} dirty={form.dirty && !leaving} assistantId={assistant.id} />
      </div>
      {review && (
        <ReviewPanel check={review} assistant={assistant} busy={busy || leaving} onBack={() => setReview(null)} />
      )}
      <UnsavedDialog unsaved={form.dirty && !busy && !leaving} />
    </ContractForm>
  );
}
