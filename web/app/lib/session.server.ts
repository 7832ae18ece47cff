import { me, type Me } from "@callflex/contracts/api/auth";
import { data, redirect } from "@remix-run/node";
import { callApi, loadApi, readProblem, type RequestScope } from "./api.server.ts";
import { samePage } from "./safe-next.ts";

export type Organization = Me["organizations"][number];

/** The person who is signed in and the organization that is looked at. */
export interface Session {
  user: Me["user"];
  organizations: Organization[];
  organization: Organization;
}

/**
 * Loads who is signed in, once a request however many loaders ask.
 *
 * @throws {Response} a redirect: to the sign-in page, to the page for somebody without an organization, or to the same page
 * once another organization is looked at
 */
export function loadSession(scope: RequestScope): Promise<Session> {
  const cached = scope.context.requestCache.get("session") as Promise<Session> | undefined;
  if (cached) return cached;
  const loading = fetchSession(scope);
  scope.context.requestCache.set("session", loading);
  return loading;
}

async function fetchSession(scope: RequestScope): Promise<Session> {
  const { user, organizations, activeOrganizationId } = await loadApi(scope, "GET /auth/me", me);
  const organization = organizations.find(({ id }) => id === activeOrganizationId);
  if (organization) return { user, organizations, organization };
  const [another] = organizations;
  if (!another) throw redirect("/no-organization");
  return lookAt(scope, another);
}

/** The organization that the session looked at is gone, or its user was removed there: look at another and start over. */
async function lookAt(scope: RequestScope, { id }: Organization): Promise<never> {
  const body = { organizationId: id };
  const response = await callApi(scope, "POST /auth/active-organization", { body });
  if (!response.ok) {
    const { problem } = await readProblem(response, scope.context.requestId);
    throw data(problem, { status: problem.status });
  }
  throw redirect(samePage(scope.request));
}
