import { isUnanswered, renderPrompt } from "@callflex/contracts/render-prompt";
import { Link } from "@remix-run/react";
import { Bubble } from "~/components/assistants/bubble.tsx";
import { FunctionList } from "~/components/assistants/function-list.tsx";
import { PromptPreview } from "~/components/assistants/prompt-preview.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useAssistant } from "~/lib/use-assistant.ts";
import { CapabilityFacts } from "./capability-facts.tsx";
import { StandFacts } from "./stand-facts.tsx";

export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export default function AssistantOverview() {
  const { assistant, mayChange, now } = useAssistant();
  const { content, status } = assistant;
  const { variables, variableValues } = content;
  const labels = new Map(variables.map(({ key, label }) => [key, label]));
  const edit = `/assistants/${assistant.id}/edit`;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
      <div className="min-w-0 space-y-4">
        <Section title="Callers hear first">
          {content.firstMessage ? (
            <Bubble speaker="assistant">
              <PromptPreview text={content.firstMessage} values={variableValues} labels={labels} tinted />
            </Bubble>
          ) : (
            <Missing mayChange={mayChange} to={edit}>
              No greeting yet.
            </Missing>
          )}
        </Section>
        <Section title="What it can do">
          <div className="space-y-5">
            <FunctionList functions={content.functions} />
            <CapabilityFacts content={content} />
          </div>
        </Section>
        <Section title="What it is told" lead={content.personality || undefined}>
          {content.prompt ? (
            <div tabIndex={0} role="region" aria-label="Instructions" className="max-h-[28rem] overflow-y-auto">
              <PromptPreview
                text={content.prompt}
                values={variableValues}
                labels={labels}
                className="text-[13px] leading-relaxed text-ink-2"
              />
            </div>
          ) : (
            <Missing mayChange={mayChange} to={edit}>
              No instructions yet.
            </Missing>
          )}
        </Section>
      </div>
      <div className="space-y-4">
        <StandFacts assistant={assistant} now={now} />
        {variables.length > 0 && (
          <Section title="Answers">
            <dl className="space-y-2.5 text-[13px]">
              {variables.map(({ key, label }) => (
                <div key={key}>
                  <dt className="text-muted">{label}</dt>
                  <dd className="break-words">
                    {isUnanswered(variableValues[key]) ? (
                      <span className="text-muted">–</span>
                    ) : (
                      renderPrompt(`{{${key}}}`, variableValues)
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </Section>
        )}
        {status === "draft" && mayChange && (
          <Section title="Not finished?" lead="The builder goes through everything in five steps.">
            <Link
              to={`/assistants/build/${assistant.id}`}
              className="text-[13px] font-medium text-brand-on-soft underline"
            >
              Open the builder
            </Link>
          </Section>
        )}
      </div>
    </div>
  );
}

function Missing(props: { mayChange: boolean; to: string; children: string }) {
  return (
    <p className="text-[13px] text-muted">
      {props.children}{" "}
      {props.mayChange && (
        <Link to={props.to} className="font-medium text-brand-on-soft underline">
          Write it
        </Link>
      )}
    </p>
  );
}
