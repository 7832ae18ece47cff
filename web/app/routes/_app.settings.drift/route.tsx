import "~/lib/zod-without-eval.ts";
import { driftFindingList, driftScan, type DriftFinding } from "@callflex/contracts/api/drift";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "~/components/ui/button.tsx";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { useChange } from "~/lib/use-change.ts";
import { useRefreshWhile } from "~/lib/use-refresh-while.ts";
import { FindingList } from "./finding-list.tsx";
import { ScanLine } from "./scan-line.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Check-up · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.read");
  const header = { "X-Organization-Id": organization.id };
  const cursor = new URL(scope.request.url).searchParams.get("cursor");
  const query = { limit: 50, ...(cursor && { cursor }) };
  const [scan, findings] = await Promise.all([
    loadApi(scope, "GET /drift-scans/latest", driftScan, { header }),
    loadApi(scope, "GET /drift-findings", driftFindingList, { query, header }).catch((error: unknown) => {
      if (cursor && isRefusedInput(error)) throw redirect("/settings/drift");
      throw error;
    }),
  ]);
  return { scan, findings, mayManage: organization.permissions.includes("phone_numbers.manage"), now: Date.now() };
}

const LEAD =
  "Compares your numbers and assistants with what the telephone side really has, each night and when you ask.";

/** What was found on the telephone side, what was put right, and what a person has to do. */
export default function CheckUp() {
  const { scan, findings, mayManage, now } = useLoaderData<typeof loader>();
  const request = useChange("scan");
  const running = scan.state === "running";
  useRefreshWhile(running, 3_000);
  const of = (...states: DriftFinding["state"][]) => findings.data.filter(({ state }) => states.includes(state));
  const groups: [title: string, lead: string, findings: DriftFinding[]][] = [
    ["Open", "What is being put right, and what needs somebody.", of("open")],
    ["Put aside", "Somebody of your team knows of it.", of("ignored")],
    ["Over", "What was found before.", of("repaired", "gone")],
  ];
  return (
    <div className="grid gap-6">
      <Section
        title="Check-up"
        lead={LEAD}
        aside={
          mayManage && (
            <Button
              size="sm"
              variant="outline"
              disabled={request.busy || running}
              onClick={() => request.send({ key: crypto.randomUUID() })}
            >
              {running ? "Checking…" : "Check now"}
            </Button>
          )
        }
      >
        <ScanLine scan={scan} open={of("open").length} now={now} />
      </Section>
      {groups.map(
        ([title, lead, shown]) =>
          shown.length > 0 && (
            <Section key={title} title={title} lead={lead}>
              <FindingList findings={shown} now={now} mayManage={mayManage} />
            </Section>
          ),
      )}
      <ListPager nextCursor={findings.nextCursor} first="Back to the newest" next="Older findings" />
    </div>
  );
}
