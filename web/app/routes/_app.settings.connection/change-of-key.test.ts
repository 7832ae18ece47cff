import type { VapiCredential } from "@callflex/contracts/api/vapi-credentials";
import { describe, expect, it } from "vitest";
import { changeOfKey, isOverdue } from "./change-of-key.ts";

const MADE = "2026-11-20T15:00:00.000Z";
const key = (state: VapiCredential["state"], id: string): VapiCredential => ({
  id,
  state,
  createdAt: MADE,
  inUseSince: null,
  acceptedUntil: null,
});

describe("the change of a key", () => {
  it("has no part where no key was made", () => {
    expect(changeOfKey([])).toEqual({ current: null, next: null, before: null });
  });

  it("tells the newest of each kind apart, and leaves refused ones out", () => {
    const [next, current, before] = [key("preparing", "4"), key("in_use", "3"), key("replaced", "2")];
    expect(changeOfKey([next, current, before, key("retired", "1")])).toEqual({ current, next, before });
  });

  it("is overdue after minutes", () => {
    const made = Date.parse(MADE);
    expect(isOverdue(key("preparing", "1"), made + 60_000)).toBe(false);
    expect(isOverdue(key("preparing", "1"), made + 6 * 60_000)).toBe(true);
  });
});
