import type { OperatorFinding } from "@callflex/domain/drift/list-all-findings";
import { plain, renderTable, time } from "../render-table.ts";

/** Findings as a table, what was found last first; with a hint where there are none. */
export function renderFindings(findings: OperatorFinding[]): string {
  if (findings.length === 0) return "Nothing was found that is so.";
  return renderTable([
    ["FOUND (UTC)", "SEEN (UTC)", "PROVIDER", "KIND", "RESOURCE", "ORGANIZATION", "REPAIR", "WHAT"],
    ...findings.map((finding) => [
      time(finding.firstSeenAt),
      time(finding.lastSeenAt),
      finding.provider,
      finding.kind,
      plain(finding.resourceId),
      finding.organizationId ?? "nobody's",
      finding.repair ? `${finding.repair}, ${finding.repairAttempts}×` : "",
      plain(finding.detail),
    ]),
  ]);
}
