import { assistantList } from "@callflex/contracts/api/assistants";
import { loadApi, type RequestScope } from "~/lib/api.server.ts";
import { loadSession } from "~/lib/session.server.ts";
import type { AssistantChoice } from "~/components/numbers/assistant-options.ts";

/** Loads the assistants that a number can be given to, newest first; none for a role that doesn't see assistants. */
export async function loadAssistantChoices(scope: RequestScope): Promise<AssistantChoice[]> {
  const { organization } = await loadSession(scope);
  if (!organization.permissions.includes("assistants.read")) return [];
  const { data } = await loadApi(scope, "GET /assistants", assistantList, { query: { limit: 100 } });
  return data.map(({ id, name, status }) => ({ id, name, status }));
}
