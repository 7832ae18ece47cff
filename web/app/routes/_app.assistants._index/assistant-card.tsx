import type { AssistantSummary } from "@callflex/contracts/api/assistants";
import { languageLabels } from "@callflex/contracts/labels";
import { Link } from "@remix-run/react";
import { AudioLines, Phone, PhoneOff } from "lucide-react";
import { StatusTag } from "~/components/assistants/status-tag.tsx";
import { SyncLine } from "~/components/assistants/sync-line.tsx";
import { When } from "~/components/ui/when.tsx";
import { formatPhone } from "~/lib/format.ts";

const MOST_NUMBERS = 2;

/** An assistant in the grid: who it is, which numbers it answers, and whether callers hear what was saved last. */
export function AssistantCard({ assistant, now }: { assistant: AssistantSummary; now: number }) {
  const { id, name, status, language, voice, templateName, updatedAt } = assistant;
  return (
    <li className="card relative flex flex-col gap-4 p-4 transition-colors hover:border-line-strong sm:p-5">
      <div>
        <div className="flex items-start justify-between gap-3">
          <h2 className="min-w-0 text-[15px] font-semibold">
            <Link
              to={`/assistants/${id}`}
              prefetch="intent"
              className="line-clamp-2 break-words after:absolute after:inset-0 after:rounded-card after:content-['']"
            >
              {name}
            </Link>
          </h2>
          <StatusTag status={status} />
        </div>
        <p className="mt-0.5 truncate text-[13px] text-muted">{templateName ?? "Made from scratch"}</p>
      </div>
      <dl className="space-y-1.5 text-[13px]">
        <div className="flex items-center gap-2">
          <dt>
            <AudioLines className="size-4 text-muted" aria-hidden />
            <span className="sr-only">Voice and language</span>
          </dt>
          <dd className="truncate">
            {voice.label} · {languageLabels[language]}
          </dd>
        </div>
        <Numbers numbers={assistant.phoneNumbers} />
      </dl>
      <div className="mt-auto flex flex-wrap items-end justify-between gap-x-4 gap-y-1 border-t pt-3">
        <SyncLine assistant={assistant} className="min-w-0" />
        <span className="text-xs text-muted">
          Changed <When at={updatedAt} now={now} />
        </span>
      </div>
    </li>
  );
}

function Numbers({ numbers }: { numbers: AssistantSummary["phoneNumbers"] }) {
  const Icon = numbers.length > 0 ? Phone : PhoneOff;
  const more = numbers.length - MOST_NUMBERS;
  return (
    <div className="flex items-center gap-2">
      <dt>
        <Icon className="size-4 text-muted" aria-hidden />
        <span className="sr-only">Numbers</span>
      </dt>
      <dd className="num truncate">
        {numbers.length === 0 ? (
          <span className="text-muted">No number yet</span>
        ) : (
          <>
            {numbers
              .slice(0, MOST_NUMBERS)
              .map(({ e164 }) => formatPhone(e164))
              .join(", ")}
            {more > 0 && ` and ${more} more`}
          </>
        )}
      </dd>
    </div>
  );
}
