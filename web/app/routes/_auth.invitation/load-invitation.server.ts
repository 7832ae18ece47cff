import { me } from "@callflex/contracts/api/auth";
import { invitationPreview, type InvitationPreview } from "@callflex/contracts/api/members";
import { data } from "@remix-run/node";
import { callApi, readProblem, type RequestScope } from "~/lib/api.server.ts";

/** What somebody with an invitation's link is shown. */
export interface InvitationFacts {
  token: string;
  /** Null when the link leads to nothing. */
  invitation: InvitationPreview | null;
  /** Address of who is signed in here. */
  signedInAs: string | null;
}

/** @throws {Response} the error face when the API can't answer */
export async function loadInvitation(scope: RequestScope): Promise<InvitationFacts> {
  const token = new URL(scope.request.url).searchParams.get("token") ?? "";
  const [found, who] = await Promise.all([
    callApi(scope, "POST /invitations/look-up", { body: { token } }),
    callApi(scope, "GET /auth/me"),
  ]);
  const signedInAs = who.ok ? me.parse(await who.json()).user.email : null;
  if (found.ok) return { token, invitation: invitationPreview.parse(await found.json()), signedInAs };
  if (found.status === 404 || found.status === 422) return { token, invitation: null, signedInAs };
  const { problem } = await readProblem(found, scope.context.requestId);
  throw data(problem, { status: problem.status });
}
