import "~/lib/zod-without-eval.ts";
import { vapiCredentialList } from "@callflex/contracts/api/vapi-credentials";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { useRefreshWhile } from "~/lib/use-refresh-while.ts";
import { ChangeProgress } from "./change-progress.tsx";
import { changeOfKey } from "./change-of-key.ts";
import { KeyHistory } from "./key-history.tsx";
import { RotateButton, useRotation } from "./rotate-button.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Phone connection · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.manage");
  const keys = await loadApi(scope, "GET /vapi-credentials", vapiCredentialList, {
    query: { limit: 20 },
    header: { "X-Organization-Id": organization.id },
  });
  return { keys: keys.data, now: Date.now() };
}

const LEAD = "What reaches us about your calls is signed with a key that only your organization has.";

/** The key by which deliveries about calls are proved, and its change. */
export default function PhoneConnection() {
  const { keys, now } = useLoaderData<typeof loader>();
  const change = changeOfKey(keys);
  const rotation = useRotation(keys);
  useRefreshWhile(rotation.asked || change.next !== null, 2_000);
  const changing = rotation.asked || change.next !== null || change.before !== null;
  if (!change.current && !change.next) {
    return (
      <Section title="Phone connection" lead={LEAD}>
        <EmptyState icon={KeyRound} title="No key yet">
          It is made by itself with your first phone number.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section
      title="Phone connection"
      lead={LEAD}
      aside={<RotateButton busy={rotation.busy} disabled={changing} onConfirm={rotation.ask} />}
    >
      {changing && <ChangeProgress change={change} now={now} />}
      <KeyHistory keys={keys} now={now} />
    </Section>
  );
}
