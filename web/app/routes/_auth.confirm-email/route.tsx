import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { CheckCheck, Link2Off } from "lucide-react";
import { Outcome } from "~/components/outcome.tsx";
import { SpendToken } from "~/components/spend-token.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { spendToken } from "~/lib/spend-token.server.ts";

export const meta: MetaFunction = () => [{ title: "Confirm your address · CallFlex" }];

export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get("token") ?? "" };
}

export function action(scope: ActionFunctionArgs) {
  return spendToken(scope, "POST /auth/confirm-email");
}

export default function ConfirmEmail() {
  const { token } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!answer) return <SpendToken token={token} title="Confirming your address…" button="Confirm my address" />;
  if (answer.state === "done") {
    return (
      <Outcome icon={CheckCheck} title="Your address is confirmed">
        <p>You can invite your team now.</p>
        <p className="mt-6">
          <Link to="/" className={buttonClass({ size: "lg" })}>
            Go to the overview
          </Link>
        </p>
      </Outcome>
    );
  }
  return (
    <Outcome icon={Link2Off} title="This link no longer works" tone="bad">
      <p>
        {answer.state === "refused"
          ? answer.words
          : "It was used already, or it is too old. If your address still isn’t confirmed, a line above the overview offers to send a new link."}
      </p>
      <p className="mt-6">
        <Link to="/" className={buttonClass({ size: "lg" })}>
          Go to the overview
        </Link>
      </p>
    </Outcome>
  );
}
