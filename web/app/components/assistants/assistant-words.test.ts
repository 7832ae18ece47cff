import { describe, expect, it } from "vitest";
import { syncWords } from "./assistant-words.ts";

type Given = Parameters<typeof syncWords>[0];
const synced: Given = { status: "active", syncState: "synced", syncError: null, version: 4, syncedVersion: 4 };

describe("syncWords", () => {
  it.each<[Partial<Given>, string, string]>([
    [{}, "synced", "Callers hear the latest version"],
    [{ status: "draft", syncState: "pending", syncedVersion: null }, "draft", "Not on the telephone yet"],
    [{ syncState: "pending", syncedVersion: null }, "pending", "On its way to the telephone"],
    [{ syncState: "pending", version: 5 }, "pending", "Version 5 is on its way; callers hear version 4"],
    [{ syncState: "pending" }, "pending", "Being brought to the telephone once more"],
    [
      { syncState: "failed", syncError: "The voice is gone. Choose another." },
      "failed",
      "The voice is gone. Choose another.",
    ],
    [{ syncState: "failed" }, "failed", "The last change did not reach the telephone"],
  ])("%j", (change, state, text) => expect(syncWords({ ...synced, ...change })).toEqual({ state, text }));
});
