import { expect, test } from "vitest";
import { changedFields } from "./changed-fields.ts";

const current = { name: "Hill", locale: "en-US" as string | null, hours: [{ opens: "09:00" }] };

test("only what differs is told, with its old and new value", () => {
  expect(changedFields(current, { name: "Hill & Co", locale: "en-US", hours: [{ opens: "09:00" }] })).toEqual({
    before: { name: "Hill" },
    after: { name: "Hill & Co" },
  });
  expect(changedFields(current, { locale: null, hours: [] })).toEqual({
    before: { locale: "en-US", hours: [{ opens: "09:00" }] },
    after: { locale: null, hours: [] },
  });
});

test.each([{}, { name: undefined }, { name: "Hill" }])("%j changes nothing", (patch) => {
  expect(changedFields(current, patch)).toBeNull();
});
