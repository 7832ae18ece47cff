import type { AssistantCheck } from "@callflex/contracts/api/assistants";
import { Link } from "@remix-run/react";
import { CircleCheck, CircleX, FlaskConical, TriangleAlert, type LucideIcon } from "lucide-react";
import { clsx } from "clsx";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { TextDiff } from "./text-diff.tsx";
import { testRunWords } from "./test-run-words.ts";

/**
 * What was found before something goes live: what stands in its way, what to think about, what the tests said, and how
 * what the assistant is told changes.
 *
 * @param props.version the newest that is saved
 */
export function CheckReport(props: { check: AssistantCheck; assistantId: string; version: number }) {
  const { check, assistantId, version } = props;
  const { faults, warnings, diff, againstVersion, latestTestRun } = check;
  const changed = diff.some(({ kind }) => kind !== "same");
  const tests = testRunWords(latestTestRun, version);
  return (
    <div className="space-y-4">
      <Section title="What was checked">
        <ul className="space-y-2 text-[13px]">
          {faults.map(({ pointer, message }) => (
            <Found key={pointer + message} icon={CircleX} look="text-coral-on-soft" kind="Has to be corrected">
              {message}
            </Found>
          ))}
          {warnings.map(({ pointer, message }) => (
            <Found key={pointer + message} icon={TriangleAlert} look="text-amber-on-soft" kind="Think about it">
              {message}
            </Found>
          ))}
          {faults.length + warnings.length === 0 && (
            <Found icon={CircleCheck} look="text-brand-on-soft" kind="Fine">
              Nothing stands in the way.
            </Found>
          )}
          <li className="flex flex-wrap items-center gap-2 border-t pt-3">
            <FlaskConical className="size-4 text-muted" aria-hidden />
            <Tag tone={tests.tone}>{tests.text}</Tag>
            {latestTestRun?.simulated && <span className="text-xs text-muted">simulated</span>}
            <Link to={`/assistants/${assistantId}/tests`} className="font-medium text-brand-on-soft underline">
              Open the tests
            </Link>
          </li>
        </ul>
      </Section>
      <Section
        title="What changes for callers"
        lead={
          againstVersion === null
            ? "Nothing is on the telephone yet: all of this is new."
            : `Against version ${againstVersion}, which callers hear today.`
        }
      >
        {againstVersion === null ? (
          <details>
            <summary className="cursor-pointer text-[13px] font-medium text-brand-on-soft">Read all of it</summary>
            <div className="mt-3">
              <TextDiff lines={diff} />
            </div>
          </details>
        ) : changed ? (
          <TextDiff lines={diff} />
        ) : (
          <p className="text-[13px] text-muted">Nothing that callers would notice.</p>
        )}
      </Section>
    </div>
  );
}

function Found(props: { icon: LucideIcon; look: string; kind: string; children: string }) {
  const { icon: Icon, look, kind, children } = props;
  return (
    <li className={clsx("flex items-start gap-2", look)}>
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        <span className="sr-only">{kind}: </span>
        {children}
      </span>
    </li>
  );
}
