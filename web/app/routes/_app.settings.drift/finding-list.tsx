import type { DriftFinding } from "@callflex/contracts/api/drift";
import { Link } from "@remix-run/react";
import { Button } from "~/components/ui/button.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { When } from "~/components/ui/when.tsx";
import { formatPhone } from "~/lib/format.ts";
import { useChange } from "~/lib/use-change.ts";
import { findingWords } from "./finding-words.ts";

/** Findings, each with what happens about it. */
export function FindingList(props: { findings: DriftFinding[]; now: number; mayManage: boolean }) {
  return (
    <ul className="-my-2 divide-y">
      {props.findings.map((finding) => (
        <FindingRow key={finding.id} finding={finding} now={props.now} mayManage={props.mayManage} />
      ))}
    </ul>
  );
}

function FindingRow({ finding, now, mayManage }: { finding: DriftFinding; now: number; mayManage: boolean }) {
  const { found, next } = findingWords(finding);
  const over = finding.resolvedAt;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Subject finding={finding} />
          <StateTag finding={finding} />
        </p>
        <p className="mt-0.5">{found}</p>
        <p className="text-[13px] text-muted">
          {next} Found <When at={finding.firstSeenAt} now={now} />
          {over && (
            <>
              , over <When at={over} now={now} />
            </>
          )}
          .
        </p>
      </div>
      {mayManage && !over && <SetAside finding={finding} />}
    </li>
  );
}

function Subject({ finding: { phoneNumber, assistant } }: { finding: DriftFinding }) {
  const look = "font-medium hover:underline";
  if (phoneNumber) {
    const digits = formatPhone(phoneNumber.e164);
    return (
      <Link to={`/numbers/${phoneNumber.id}`} className={look}>
        {phoneNumber.label ? `${phoneNumber.label}, ${digits}` : digits}
      </Link>
    );
  }
  if (assistant) {
    return (
      <Link to={`/assistants/${assistant.id}`} className={look}>
        {assistant.name}
      </Link>
    );
  }
  return <span className="font-medium">Phone connection</span>;
}

function StateTag({ finding }: { finding: DriftFinding }) {
  switch (finding.state) {
    case "open":
      return finding.repairing ? <Tag tone="wait">Being put right</Tag> : <Tag tone="bad">Open</Tag>;
    case "ignored":
      return <Tag>Put aside</Tag>;
    case "repaired":
      return <Tag tone="good">Put right</Tag>;
    case "gone":
      return <Tag tone="good">Over</Tag>;
  }
}

function SetAside({ finding }: { finding: DriftFinding }) {
  const ignore = useChange("ignore", { key: finding.id });
  const reopen = useChange("reopen", { key: finding.id });
  const [label, change] =
    finding.state === "ignored" ? (["Take up again", reopen] as const) : (["Put aside", ignore] as const);
  const about = finding.phoneNumber?.e164 ?? finding.assistant?.name ?? "the phone connection";
  return (
    <Button size="sm" variant="outline" disabled={change.busy} onClick={() => change.send({ findingId: finding.id })}>
      {label}
      <span className="sr-only"> what was found about {about}</span>
    </Button>
  );
}
