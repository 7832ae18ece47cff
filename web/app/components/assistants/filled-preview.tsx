import { isUnanswered } from "@callflex/contracts/render-prompt";
import { placeholdersIn, type TemplateVariable, type VariableValues } from "@callflex/contracts/template";
import { Bubble } from "./bubble.tsx";
import { PromptPreview } from "./prompt-preview.tsx";

/** What callers hear first and what the assistant is told, beside the form that fills it in. */
export function FilledPreview(props: {
  firstMessage: string;
  prompt: string;
  variables: readonly TemplateVariable[];
  values: VariableValues;
}) {
  const { firstMessage, prompt, variables, values } = props;
  const labels = new Map(variables.map(({ key, label }) => [key, label]));
  const used = placeholdersIn(`${firstMessage} ${prompt}`);
  const open = used.filter((key) => isUnanswered(values[key])).length;
  return (
    <section
      aria-label="Preview"
      className="card flex max-h-[32rem] min-w-0 flex-col lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)]"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 px-4 pt-4 sm:px-5">
        <h2 className="text-[15px] font-semibold">Preview</h2>
        <p role="status" className="text-xs text-muted">
          {used.length > 0 && (open === 0 ? "Everything is filled in" : `${open} of ${used.length} still open`)}
        </p>
      </div>
      <div
        tabIndex={0}
        role="region"
        aria-label="Greeting and instructions"
        className="min-h-0 overflow-y-auto p-4 sm:p-5"
      >
        <h3 className="mb-2 text-xs font-medium text-muted">Callers hear first</h3>
        {firstMessage.trim() ? (
          <Bubble speaker="assistant">
            <PromptPreview text={firstMessage} values={values} labels={labels} tinted />
          </Bubble>
        ) : (
          <NothingYet />
        )}
        <h3 className="mt-5 mb-2 text-xs font-medium text-muted">The assistant is told</h3>
        {prompt.trim() ? (
          <PromptPreview
            text={prompt}
            values={values}
            labels={labels}
            className="text-[13px] leading-relaxed text-ink-2"
          />
        ) : (
          <NothingYet />
        )}
      </div>
    </section>
  );
}

function NothingYet() {
  return <p className="text-[13px] text-muted">Nothing written yet.</p>;
}
