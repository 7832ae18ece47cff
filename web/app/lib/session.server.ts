import { me, type Me } from "@callflex/contracts/api/auth";
import { data } from "@remix-run/node";
import { loadApi, type RequestScope } from "./api.server.ts";

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
 * @throws {Response} a redirect to the sign-in page, or the error face for somebody without an organization
 */
export function loadSession(scope: RequestScope): Promise<Session> {
  const cached = scope.context.requestCache.get("session") as Promise<Session> | undefined;
  if (cached) return cached;
  const loading = fetchSession(scope);
  scope.context.requestCache.set("session", loading);
  return loading;
}

async function fetchSession(scope: RequestScope): Promise<Session> {
  const { user, organizations, activeOrganizationId } = await loadApi(scope, "/auth/me", me);
  const organization = organizations.find(({ id }) => id === activeOrganizationId) ?? organizations[0];
  if (!organization) {
    throw data(
      { title: "You belong to no organization", detail: "Ask somebody of your team to invite you again." },
      { status: 403 },
    );
  }
  return { user, organizations, organization };
}
