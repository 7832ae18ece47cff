import { expect, test } from "vitest";
import { taggedId, tagOf } from "./tag.ts";

const ID = "0199f3a1-7c1e-7d7a-9a55-0f3c5c1b2a11";

test("a tag leads back to its id and fits VAPI's forty characters", () => {
  expect(taggedId(tagOf(ID))).toBe(ID);
  expect(tagOf(ID).length).toBeLessThanOrEqual(40);
});

test.each(["", "front desk", ID.slice(1), `${ID}0`, ID.toUpperCase()])("nothing is tagged with '%s'", (id) => {
  expect(() => tagOf(id)).toThrow(TypeError);
});

test.each([null, undefined, "", "Main line", ID, `cf:${ID}x`, "cf:main"])("%s is no tag of ours", (name) => {
  expect(taggedId(name)).toBeNull();
});
