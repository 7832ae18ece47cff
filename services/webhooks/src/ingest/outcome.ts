/** Every way in which a delivery can end at the door. The route turns each into a status. */
export type IngestOutcome =
  | { kind: "recorded" }
  /** What the provider waits for. */
  | { kind: "answered"; body: unknown }
  | { kind: "unauthorized" }
  | { kind: "not_json" }
  /** Nothing was recorded; the provider shall try again. */
  | { kind: "unavailable" };
