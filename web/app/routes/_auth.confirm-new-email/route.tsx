import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LinkOutcome } from "~/components/link-outcome.tsx";
import { SpendToken } from "~/components/spend-token.tsx";
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
  return (
    <LinkOutcome
      outcome={answer}
      done={{ title: "Your new address is in place", words: "From now on you sign in with it, and mails go there." }}
      over="It was used already, or it is too old. Your address is as it was; you can ask for the change again in your account."
      next={{ to: "/settings/security", label: "Go to your account" }}
    />
  );
}
