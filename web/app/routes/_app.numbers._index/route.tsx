import { phoneNumberList } from "@callflex/contracts/api/phone-numbers";
import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Plus } from "lucide-react";
import { buttonClass } from "~/components/ui/button.tsx";
import { ListPager } from "~/components/ui/list-pager.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { loadAssistantChoices } from "~/lib/numbers/assistant-choices.server.ts";
import { isRefusedInput } from "~/lib/refused-input.ts";
import { NoNumbers } from "./no-numbers.tsx";
import { NumberList } from "./number-list.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Numbers · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.read");
  const cursor = new URL(scope.request.url).searchParams.get("cursor");
  const query = { limit: 50, ...(cursor && { cursor }) };
  const [numbers, assistants] = await Promise.all([
    loadApi(scope, "GET /phone-numbers", phoneNumberList, { query }).catch((error: unknown) => {
      if (cursor && isRefusedInput(error)) throw redirect("/numbers");
      throw error;
    }),
    loadAssistantChoices(scope),
  ]);
  return { numbers, assistants, mayManage: organization.permissions.includes("phone_numbers.manage") };
}

export default function Numbers() {
  const { numbers, assistants, mayManage } = useLoaderData<typeof loader>();
  useLive({ types: ["number_progress", "assistant_changed"] });
  const empty = numbers.data.length === 0;
  return (
    <div className="space-y-4">
      <PageTitle title="Numbers" lead="What your callers dial, and who answers.">
        {mayManage && !empty && (
          <Link to="/numbers/new" className={buttonClass()}>
            <Plus className="size-4" aria-hidden />
            Get a number
          </Link>
        )}
      </PageTitle>
      {empty ? (
        <NoNumbers mayManage={mayManage} />
      ) : (
        <section aria-label="Numbers" className="card overflow-hidden">
          <NumberList numbers={numbers.data} assistants={assistants} mayManage={mayManage} />
          <ListPager nextCursor={numbers.nextCursor} first="Back to the newest" next="Older numbers" />
        </section>
      )}
    </div>
  );
}
