import { driftKinds, driftStates } from "@callflex/contracts/drift";
import { describe, expect, it } from "vitest";
import { findingWords } from "./finding-words.ts";

describe("a finding in words", () => {
  it.each(driftKinds)("%s says what was found and what happens, without the names of other companies", (kind) => {
    for (const state of driftStates) {
      for (const repairing of [true, false]) {
        const { found, next } = findingWords({ kind, state, repairing });
        expect(found).toMatch(/^[A-Z].*\.$/);
        expect(next).toMatch(/^[A-Z].*\.$/);
        expect(`${found} ${next}`).not.toMatch(/vapi|twilio|drift|server|credential/i);
      }
    }
  });

  it("asks a person for nothing while it is being put right", () => {
    const open = { kind: "link_missing", state: "open" } as const;
    expect(findingWords({ ...open, repairing: true }).next).toMatch(/don’t have to do anything/);
    expect(findingWords({ ...open, repairing: false }).next).toMatch(/contact support/i);
  });
});
