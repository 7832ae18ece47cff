import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { CheckCheck, Link2Off } from "lucide-react";
import { Outcome } from "~/components/outcome.tsx";
import { SpendToken } from "~/components/spend-token.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { spendToken } from "~/lib/spend-token.server.ts";

export const meta: MetaFunction = () => [{ title: "Your new address · CallFlex" }];

export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get("token") ?? "" };
}

export function action(scope: ActionFunctionArgs) {
  return spendToken(scope, "POST /auth/confirm-new-email");
}

export default function ConfirmNewEmail() {
  const { token } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!answer) return <SpendToken token={token} title="Taking over your new address…" button="Use the new address" />;
  if (answer.state === "done") {
    return (
      <Outcome icon={CheckCheck} title="Your new address is in place">
        <p>From now on you sign in with it, and mails go there.</p>
        <p className="mt-6">
          <Link to="/settings/security" className={buttonClass({ size: "lg" })}>
            Go to your account
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
          : "It was used already, or it is too old. Your address is as it was; you can ask for the change again in your account."}
      </p>
      <p className="mt-6">
        <Link to="/settings/security" className={buttonClass({ size: "lg" })}>
          Go to your account
        </Link>
      </p>
    </Outcome>
  );
}
