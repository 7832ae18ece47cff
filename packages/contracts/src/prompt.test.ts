import { describe, expect, it } from "vitest";
import { renderPrompt } from "./prompt.ts";

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

  it("doesn't look into the answers for placeholders", () => {
    expect(renderPrompt("{{a}}", { a: "{{b}}", b: "secret" })).toBe("{ {b}}");
  });
});
