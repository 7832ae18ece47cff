import { describe, expect, it } from "vitest";
import { boundedKey } from "./bounded-key.ts";

describe("boundedKey", () => {
  it("leaves ordinary keys alone", () => {
    expect(boundedKey("")).toBe("");
    expect(boundedKey("x".repeat(300))).toBe("x".repeat(300));
  });

  it("keeps long ones apart that only differ at their end", () => {
    const [a, b] = [boundedKey(`${"x".repeat(400)}a`), boundedKey(`${"x".repeat(400)}b`)];
    expect(a).not.toBe(b);
    expect(a.length).toBeLessThanOrEqual(300);
  });

  it("never cuts a character in two", () => {
    expect(boundedKey(`${"x".repeat(199)}${"😀".repeat(100)}`).isWellFormed()).toBe(true);
  });
});
