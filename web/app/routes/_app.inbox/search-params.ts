/** What the address of the inbox asks for. */
export interface InboxSearch {
  view: "open" | "done";
  cursor?: string;
}

/** Reads the address; anything unknown shows the newest open items. */
export function readInboxSearch(search: URLSearchParams): InboxSearch {
  const cursor = search.get("cursor");
  return { view: search.get("view") === "done" ? "done" : "open", ...(cursor && { cursor }) };
}
