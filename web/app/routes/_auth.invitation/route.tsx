import "~/lib/zod-without-eval.ts";
import type { InvitationPreview } from "@callflex/contracts/api/members";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Link2Off } from "lucide-react";
import { Outcome } from "~/components/outcome.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { JoinForm, OtherAccount, SignInFirst, SignUpForm } from "./join-forms.tsx";
import { loadInvitation } from "./load-invitation.server.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/auth-client-action.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Invitation · CallFlex" }];

export function loader(scope: LoaderFunctionArgs) {
  return loadInvitation(scope);
}

export default function Invitation() {
  const { token, invitation, signedInAs } = useLoaderData<typeof loader>();
  if (!invitation || invitation.state !== "pending") return <NotOpen invitation={invitation} />;
  const { organizationName, invitedBy, email, role, hasAccount } = invitation;
  return (
    <>
      <h1 className="text-2xl font-semibold">Join {organizationName}</h1>
      <p className="mt-1 text-muted">
        {invitedBy ?? "Somebody of the team"} invites you to CallFlex as <strong className="text-ink">{role}</strong>.
      </p>
      {signedInAs ? (
        signedInAs.toLowerCase() === email.toLowerCase() ? (
          <JoinForm token={token} organizationName={organizationName} />
        ) : (
          <OtherAccount token={token} email={email} signedInAs={signedInAs} />
        )
      ) : hasAccount ? (
        <SignInFirst token={token} email={email} />
      ) : (
        <SignUpForm token={token} email={email} />
      )}
    </>
  );
}

const WORDS: Record<Exclude<InvitationPreview["state"], "pending">, [title: string, text: string]> = {
  accepted: ["This invitation was used already", "If it was you, sign in: the organization is in your list."],
  revoked: ["This invitation was taken back", "If you think that this is a mistake, ask who invited you."],
  expired: ["This invitation has expired", "Ask who invited you to send it again; the new mail has a fresh link."],
};

function NotOpen({ invitation }: { invitation: InvitationPreview | null }) {
  const [title, text] =
    invitation && invitation.state !== "pending"
      ? WORDS[invitation.state]
      : [
          "This invitation link doesn’t work",
          "Look whether the whole address was copied. If you got more than one mail, use the link of the newest.",
        ];
  return (
    <Outcome icon={Link2Off} title={title} tone="bad">
      <p>{text}</p>
      <p className="mt-6">
        <Link to="/" className={buttonClass({ size: "lg" })}>
          {invitation?.state === "accepted" ? "Sign in" : "Go to CallFlex"}
        </Link>
      </p>
    </Outcome>
  );
}
