import type { AssistantVersionSummary } from "@callflex/contracts/api/assistants";
import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { Tag } from "~/components/ui/tag.tsx";
import { When } from "~/components/ui/when.tsx";

/** Saved states of an assistant, the newest first. */
export function VersionList(props: {
  versions: AssistantVersionSummary[];
  newest: number;
  shown: number | null;
  now: number;
}) {
  const { versions, newest, shown, now } = props;
  return (
    <ol className="-mx-2 space-y-0.5">
      {versions.map(({ version, createdBy, createdAt, restoredFrom, checks }) => (
        <li key={version}>
          <Link
            to={`?version=${version}`}
            preventScrollReset
            aria-current={version === shown ? "true" : undefined}
            className={clsx(
              "block rounded-[10px] px-2 py-2 text-[13px]",
              version === shown ? "bg-sunken" : "hover:bg-sunken/60",
            )}
          >
            <span className="flex items-center gap-2">
              <span className="num font-medium">Version {version}</span>
              {version === newest && <Tag tone="good">Newest</Tag>}
              <When at={createdAt} now={now} className="ml-auto text-xs text-muted" />
            </span>
            <span className="block text-muted">
              {createdBy ?? "CallFlex or an API key"}
              {restoredFrom !== null && ` brought version ${restoredFrom} back`}
              {checks && checks.warnings.length > 0 && ` · ${checks.warnings.length} to think about`}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
