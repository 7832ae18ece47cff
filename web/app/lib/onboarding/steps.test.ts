import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { describe, expect, it } from "vitest";
import {
  doneSteps,
  isReachable,
  nextStep,
  onboardingAssistant,
  onboardingNumber,
  type OnboardingState,
} from "./steps.ts";

const fresh: OnboardingState = { industrySlug: null, assistants: [], numbers: [], hasCall: false };
const assistant = (status: "draft" | "active" | "paused", id: string = status) => ({
  id,
  name: id,
  status,
  templateSlug: null,
});
const number = (state: PhoneNumber["state"]): PhoneNumber => ({
  id: state,
  e164: "+14155550134",
  label: null,
  state,
  country: "US",
  numberType: "local",
  city: null,
  region: null,
  canText: true,
  textingState: "unregistered",
  monthlyPrice: null,
  assistant: null,
  fallbackNumber: null,
  lastError: null,
  remedy: null,
  needsCleanup: false,
  canRetry: false,
  version: 1,
  createdAt: "2026-11-05T10:00:00Z",
  activatedAt: null,
  releasedAt: null,
});

describe("nextStep", () => {
  const chosen = { ...fresh, industrySlug: "legal" };
  const drafted = { ...chosen, assistants: [assistant("draft")] };
  const answered = { ...chosen, assistants: [assistant("active")] };
  it.each<[OnboardingState, string | null]>([
    [fresh, "industry"],
    [chosen, "template"],
    [drafted, "assistant"],
    [answered, "number"],
    [{ ...answered, numbers: [number("failed")] }, "number"],
    [{ ...answered, numbers: [number("provisioning")] }, "call"],
    [{ ...answered, numbers: [number("active")], hasCall: true }, null],
  ])("%#: %j leads to %s", (state, step) => expect(nextStep(state)).toBe(step));

  it("asks nobody for an industry who made an assistant without one", () => {
    expect(nextStep({ ...fresh, assistants: [assistant("active")] })).toBe("number");
  });
});

it("lets somebody look back, not ahead", () => {
  const state = { ...fresh, industrySlug: "legal" };
  expect(doneSteps(state)).toEqual(["industry"]);
  expect([isReachable("industry", state), isReachable("template", state), isReachable("number", state)]).toEqual([
    true,
    true,
    false,
  ]);
});

it("goes on with what works rather than with what is newest", () => {
  const assistants = [assistant("draft", "newest"), assistant("active", "older")];
  expect(onboardingAssistant({ ...fresh, assistants })?.id).toBe("older");
  expect(onboardingNumber({ ...fresh, numbers: [number("failed"), number("active")] })?.state).toBe("active");
  expect(onboardingNumber({ ...fresh, numbers: [number("failed")] })?.state).toBe("failed");
  expect(onboardingNumber(fresh)).toBeNull();
});
