import { expect, it } from "vitest";
import { normaliseText } from "./normalise-text.ts";

it("keeps words and paragraphs, and drops what lays out a page", () => {
  const read = "\uFEFFPrices\r\n\r\n\r\n\r\n  A visit\u00A0\u00A0costs\t\t$ 90.  \r\nCafe\u0301\u0000 opens at 8.\n";
  expect(normaliseText(read)).toBe("Prices\n\nA visit costs $ 90.\nCafé opens at 8.");
});

it("is the same done twice", () => {
  const once = normaliseText(" a \n\n\n b\u200B\u200B \n \n \n c ");
  expect(normaliseText(once)).toBe(once);
});
