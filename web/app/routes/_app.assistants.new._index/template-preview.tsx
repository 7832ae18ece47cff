import type { TemplateSummary } from "@callflex/contracts/api/templates";
import { Link } from "@remix-run/react";
import { FunctionList } from "~/components/assistants/function-list.tsx";
import { SampleConversation } from "~/components/assistants/sample-conversation.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { usedWords } from "./used-words.ts";

/** A template beside the gallery: a call as it could be, what its assistant can do, and the way to it. */
export function TemplatePreview({ template, onClose }: { template: TemplateSummary | null; onClose: () => void }) {
  return (
    <Dialog open={template !== null} onClose={onClose} title={template?.name ?? ""} place="side">
      {template && (
        <div className="space-y-6">
          <div>
            <p className="text-ink-2">{template.description}</p>
            <p className="mt-2 text-[13px] text-muted">
              {usedWords(template.useCount)} Speaks as {template.voice.label}.
            </p>
            <Link to={`/assistants/new/${template.slug}`} className={buttonClass({}, "mt-4")}>
              Use this template
            </Link>
          </div>
          <section aria-labelledby="preview-sample">
            <h3 id="preview-sample" className="mb-3 font-semibold">
              A call as it could be
            </h3>
            <SampleConversation turns={template.sampleConversation} />
          </section>
          <section aria-labelledby="preview-functions">
            <h3 id="preview-functions" className="mb-3 font-semibold">
              What it can do
            </h3>
            <FunctionList functions={template.functions} />
          </section>
        </div>
      )}
    </Dialog>
  );
}
