import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LinkOutcome } from "~/components/link-outcome.tsx";
import { SpendToken } from "~/components/spend-token.tsx";
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
  return (
    <LinkOutcome
      outcome={answer}
      done={{ title: "Your address is confirmed", words: "You can invite your team now." }}
      over="It was used already, or it is too old. If your address still isn’t confirmed, a line above the overview offers to send a new link."
      next={{ to: "/", label: "Go to the overview" }}
    />
  );
}
