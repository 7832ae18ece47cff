import type { PhoneNumberStep } from "@callflex/contracts/api/phone-numbers";
import { describe, expect, it } from "vitest";
import { progressTitle, shownSteps } from "./progress-words.ts";

const step = (name: PhoneNumberStep["step"], state: PhoneNumberStep["state"], started = true): PhoneNumberStep => ({
  step: name,
  state,
  attempts: started ? 1 : 0,
  detail: null,
  startedAt: started ? "2026-11-05T10:00:00Z" : null,
  finishedAt: null,
});

describe("progressTitle", () => {
  it("counts the steps that are done or not needed", () => {
    const steps = [step("reserve", "done"), step("buy", "skipped"), step("assistant", "running")];
    expect(progressTitle({ state: "provisioning", flow: "provision", steps }).lead).toContain("2 of 3 steps done");
  });

  it("promises a beginning while there is no step yet", () => {
    expect(progressTitle({ state: "provisioning", flow: "provision", steps: [] }).lead).toBe("It begins in a moment.");
  });

  it.each([
    ["failed", "provision", "This number could not be set up"],
    ["active", "provision", "How it was set up"],
    ["releasing", "release", "Releasing your number"],
    ["released", "release", "How it was released"],
  ] as const)("names what happens to a number that is %s", (state, flow, title) =>
    expect(progressTitle({ state, flow, steps: [] }).title).toBe(title),
  );
});

describe("shownSteps", () => {
  it("leaves out what never had its turn, once it failed for good", () => {
    const steps = [step("reserve", "done"), step("buy", "undone"), step("link", "waiting", false)];
    expect(shownSteps({ state: "failed", steps }).map(({ step: name }) => name)).toEqual(["reserve", "buy"]);
  });

  it("shows what is to come while it goes on", () => {
    const steps = [step("reserve", "done"), step("buy", "running"), step("link", "waiting", false)];
    expect(shownSteps({ state: "provisioning", steps })).toHaveLength(3);
  });
});
