import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { languageLabels } from "@callflex/contracts/labels";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { STATUS_WORDS } from "~/components/assistants/assistant-words.ts";
import { testRunWords } from "~/components/assistants/review/test-run-words.ts";
import { SyncLine } from "~/components/assistants/sync-line.tsx";
import { VoiceSample } from "~/components/assistants/voice-sample.tsx";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { When } from "~/components/ui/when.tsx";
import { formatPhone } from "~/lib/format.ts";

/** Where the assistant stands: what it does now, its numbers, its voice, its tests. */
export function StandFacts({ assistant, now }: { assistant: AssistantDetail; now: number }) {
  const { id, status, phoneNumbers, voice, language, version, syncedAt, templateName, latestTestRun } = assistant;
  const tests = testRunWords(latestTestRun, version);
  return (
    <Section title="Where it stands">
      <dl className="space-y-3 text-[13px]">
        <Fact label="Now">{STATUS_WORDS[status].about}</Fact>
        <Fact label="On the telephone">
          <SyncLine assistant={assistant} />
          {syncedAt && (
            <span className="text-xs text-muted">
              last brought there <When at={syncedAt} now={now} />
            </span>
          )}
        </Fact>
        <Fact label="Numbers">
          {phoneNumbers.length === 0 ? (
            "None yet"
          ) : (
            <ul className="num">
              {phoneNumbers.map((number) => (
                <li key={number.id}>
                  <Link to={`/numbers/${number.id}`} className="text-brand-on-soft hover:underline">
                    {formatPhone(number.e164)}
                  </Link>
                  {number.label && <span className="text-muted"> · {number.label}</span>}
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact label="Voice">
          <span className="flex flex-wrap items-center justify-between gap-2">
            {voice.label}, {languageLabels[language]}
            <VoiceSample voice={voice} />
          </span>
        </Fact>
        <Fact label="Tests">
          <Link to={`/assistants/${id}/tests`} className="hover:underline">
            <Tag tone={tests.tone}>{tests.text}</Tag>
          </Link>
        </Fact>
        <Fact label="Calls">
          <Link to={`/calls?assistantId=${id}`} className="text-brand-on-soft hover:underline">
            See its calls
          </Link>
        </Fact>
        <Fact label="Made from">{templateName ?? "scratch"}</Fact>
      </dl>
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
