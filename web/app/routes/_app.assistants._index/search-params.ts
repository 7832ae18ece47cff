export const STATUSES = ["active", "paused", "draft"] as const;
export type Status = (typeof STATUSES)[number];

/** What the address of the list asks for. */
export interface AssistantsSearch {
  status?: Status;
  cursor?: string;
}

/** Reads the address; anything unknown shows all. */
export function readAssistantsSearch(search: URLSearchParams): AssistantsSearch {
  const status = STATUSES.find((known) => known === search.get("status"));
  const cursor = search.get("cursor");
  return { ...(status && { status }), ...(cursor && { cursor }) };
}
