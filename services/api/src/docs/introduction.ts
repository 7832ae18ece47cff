import { apiKeyScopes, permissionLabels } from "@callflex/contracts/permissions";
import { rolePermissions } from "@callflex/domain/permissions/role-permissions";

/** The table of permissions: which role has which, and which an API key can have as a scope. */
function permissionTable(): string {
  const roles = Object.keys(rolePermissions) as (keyof typeof rolePermissions)[];
  const mark = (list: readonly string[], name: string) => (list.includes(name) ? "✓" : "");
  const rows = Object.entries(permissionLabels).map(([name, label]) => {
    const marks = roles.map((role) => mark(rolePermissions[role], name));
    return `| \`${name}\` | ${label} | ${[...marks, mark(apiKeyScopes, name)].join(" | ")} |`;
  });
  const titles = [...roles, "API key"];
  return [`| permission | | ${titles.join(" | ")} |`, `| --- | --- |${" --- |".repeat(titles.length)}`, ...rows].join(
    "\n",
  );
}

/** The document's opening words. */
export const introduction = `The HTTP API of CallFlex. Everything is JSON.

## Who asks

Sign in with \`POST /auth/signin\`: browsers keep the session cookie, other clients send the header \`Set-Auth-Token\` of the
answer back as \`Authorization: Bearer …\`. Requests that change something and carry cookies need the \`Origin\` of a page
that is on the list of allowed origins.

Programs use an API key of the organization, \`Authorization: Bearer cfx_…\`. Its scopes are permissions by the same names;
where an operation can be used with a key, its security names the scope.

## What all operations have in common

Errors are problem details (RFC 9457): \`type\` is \`urn:callflex:problem:<kind>\`, \`detail\` says what to do, \`errors\` names
the fields that are wrong. Fields that aren't known are refused. What belongs to another organization answers 404.

Lists take \`limit\` and \`cursor\` and answer \`{ data, nextCursor }\`; send \`nextCursor\` back as \`cursor\` for the next page.

\`RateLimit\` tells what is left of the quota. After 429 and 503, wait as many seconds as \`Retry-After\` says.

\`Idempotency-Key\` makes it safe to send a request again. \`If-Match\` with the \`ETag\` that you read keeps you from
overwriting what somebody else changed since.

## Roles and scopes

${permissionTable()}`;
