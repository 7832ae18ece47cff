import { expect, test } from "vitest";
import { mediaTypeOf, pageForm, textForm, whyNotUpload } from "./knowledge-forms.ts";

test("a file is known by its ending", () => {
  expect(mediaTypeOf("Menu 2026.PDF")).toBe("application/pdf");
  expect(mediaTypeOf("faq.v2.md")).toBe("text/markdown");
  expect(mediaTypeOf("pdf")).toBe("application/pdf");
  expect(mediaTypeOf("photo.png")).toBeNull();
});

test("what can't be uploaded says why", () => {
  expect(whyNotUpload({ name: "a.txt", size: 10 })).toBeNull();
  expect(whyNotUpload({ name: "a.docx", size: 10 })).toMatch(/Take a PDF/);
  expect(whyNotUpload({ name: "a.pdf", size: 6_000_000 })).toMatch(/5 MB/);
  expect(whyNotUpload({ name: "a.pdf", size: 0 })).toMatch(/empty/);
});

test("the forms take what the API takes", () => {
  expect(textForm.safeParse({ title: "Parking", content: "Behind the house" }).success).toBe(true);
  expect(textForm.safeParse({ title: "Parking", content: " " }).success).toBe(false);
  expect(pageForm.safeParse({ url: "https://example.com" }).success).toBe(true);
  expect(pageForm.safeParse({ url: "example.com" }).success).toBe(false);
});
