import { describe, expect, it } from "vitest";
import { LONGEST_RENDERED, renderParts, renderPrompt } from "./render-prompt.ts";

describe("renderPrompt", () => {
  it("puts answers in, lists with commas", () => {
    const values = { companyName: "Acme", services: ["Freight", "Moving"] };
    expect(renderPrompt("{{companyName}} does {{ services }}.", values)).toBe("Acme does Freight, Moving.");
  });

  it("says hours as a person would", () => {
    const day = [{ opens: "08:00", closes: "18:00" }];
    const hours = { monday: day, tuesday: day, wednesday: day, saturday: [{ opens: "09:00", closes: "12:00" }] };
    expect(renderPrompt("{{hours}}", { hours })).toBe(
      "Monday to Wednesday: 08:00 to 18:00; Thursday to Friday: closed; Saturday: 09:00 to 12:00; Sunday: closed",
    );
  });

  it("never lets a placeholder be spoken", () => {
    expect(renderPrompt("Our mail is {{mail}}, {{toString}}.", { mail: "" })).not.toMatch(/\{\{|function/);
  });

  it("doesn't look into the answers for placeholders, and leaves VAPI none to look into", () => {
    expect(renderPrompt("{{a}}", { a: "{{b}} {% if c %}", b: "secret" })).toBe("{ {b}} { % if c %}");
  });
});

describe("renderParts", () => {
  it("tells what was put in for which variable", () => {
    expect(renderParts("You answer for {{companyName}}, {{mail}}.", { companyName: "Acme" })).toEqual([
      { text: "You answer for ", filled: null },
      { text: "Acme", filled: "companyName" },
      { text: ", ", filled: null },
      { text: "not given", filled: "mail" },
      { text: ".", filled: null },
    ]);
  });

  it("ends where the text is far too long", () => {
    const length = renderPrompt("{{a}}".repeat(2_000), { a: "x".repeat(4_000) }).length;
    expect(length).toBeGreaterThan(LONGEST_RENDERED);
    expect(length).toBeLessThan(LONGEST_RENDERED + 5_000);
  });

  it("makes no empty stretches", () => {
    expect(renderParts("", {})).toEqual([]);
    expect(renderParts("{{a}}{{a}}", { a: "b" })).toEqual([
      { text: "b", filled: "a" },
      { text: "b", filled: "a" },
    ]);
  });
});
