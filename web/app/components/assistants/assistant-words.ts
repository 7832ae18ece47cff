import type { AssistantSummary } from "@callflex/contracts/api/assistants";

type Status = AssistantSummary["status"];

/** Where an assistant stands, for people. */
export const STATUS_WORDS: Record<Status, { label: string; tone: "good" | "wait" | "plain"; about: string }> = {
  active: { label: "Active", tone: "good", about: "Takes the calls of its numbers." },
  paused: { label: "Paused", tone: "wait", about: "Takes no calls; its numbers do what their routing says." },
  draft: { label: "Draft", tone: "plain", about: "Takes no calls until you activate it." },
};

/** How what was saved stands beside what callers hear. */
export interface SyncWords {
  state: "draft" | "synced" | "pending" | "failed";
  text: string;
}

/** Says whether callers hear what was saved last. */
export function syncWords(
  assistant: Pick<AssistantSummary, "status" | "syncState" | "syncError" | "version" | "syncedVersion">,
): SyncWords {
  const { status, syncState, syncError, version, syncedVersion } = assistant;
  if (status === "draft") return { state: "draft", text: "Not on the telephone yet" };
  if (syncState === "failed")
    return { state: "failed", text: syncError ?? "The last change did not reach the telephone" };
  if (syncState === "synced") return { state: "synced", text: "Callers hear the latest version" };
  if (syncedVersion === null) return { state: "pending", text: "On its way to the telephone" };
  return version === syncedVersion
    ? { state: "pending", text: "Being brought to the telephone once more" }
    : { state: "pending", text: `Version ${version} is on its way; callers hear version ${syncedVersion}` };
}
