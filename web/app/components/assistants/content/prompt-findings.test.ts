import { describe, expect, it } from "vitest";
import { promptFindings } from "./prompt-findings.ts";

const known = new Set(["companyName"]);

describe("promptFindings", () => {
  it("finds nothing wrong with known variables", () => {
    expect(promptFindings("You answer for {{companyName}}, {{ companyName }}.", known, 100)).toEqual([]);
  });

  it("says where an unknown variable stands", () => {
    const text = "Hello.\n\nYou answer for {{compnyName}}.";
    const [finding, ...more] = promptFindings(text, known, 100);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ line: 3, column: 16 });
    expect(text.slice(finding!.start, finding!.end)).toBe("{{compnyName}}");
  });

  it("finds braces that can't be read, where they begin", () => {
    const found = promptFindings("{{company name}} and {% if %}", known, 100);
    expect(found.map(({ start }) => start)).toEqual([0, 21]);
  });

  it("says from where on a text is too long", () => {
    expect(promptFindings("12345\n789", known, 7)).toMatchObject([{ start: 7, end: 9, line: 2, column: 2 }]);
    expect(promptFindings("1234567", known, 7)).toEqual([]);
  });
});
