import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { languageLabels } from "@callflex/contracts/labels";
import { Link } from "@remix-run/react";
import { StatusTag } from "~/components/assistants/status-tag.tsx";
import { TestCallButton } from "~/components/test-calls/test-call-button.tsx";
import { BackLink } from "~/components/ui/back-link.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { When } from "~/components/ui/when.tsx";
import { AssistantMenu } from "./assistant-menu.tsx";
import { StatusButton } from "./status-button.tsx";

/** Who the assistant is, whether it takes calls, and what can be done with it. */
export function AssistantHeader(props: { assistant: AssistantDetail; mayChange: boolean; now: number }) {
  const { assistant, mayChange, now } = props;
  const { id, name, status, language, voice, updatedAt } = assistant;
  return (
    <header>
      <BackLink to="/assistants">All assistants</BackLink>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="mr-auto min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-[22px] font-semibold break-words lg:text-2xl">{name}</h1>
            <StatusTag status={status} />
          </div>
          <p className="mt-0.5 text-[13px] text-muted">
            {languageLabels[language]} · {voice.label} · changed <When at={updatedAt} now={now} />
          </p>
        </div>
        {mayChange && (
          <div className="flex flex-wrap items-center gap-2">
            {status === "draft" ? (
              <Link to={`/assistants/build/${id}/review`} className={buttonClass()}>
                Review and activate
              </Link>
            ) : (
              <StatusButton status={status} />
            )}
            {status === "active" && <TestCallButton assistantId={id} phoneNumberId={assistant.phoneNumbers[0]?.id} />}
            <AssistantMenu assistant={assistant} />
          </div>
        )}
      </div>
    </header>
  );
}
