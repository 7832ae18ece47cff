import { describe, expect, it } from "vitest";
import { numberChoice, withChosen, type FilterChoice } from "./filter-choices.ts";

describe("withChosen", () => {
  const known: FilterChoice[] = [["a", "Front desk"]];
  it.each<[string | undefined, FilterChoice | undefined, FilterChoice[]]>([
    [undefined, undefined, known],
    ["a", ["a", "Front desk"], known],
    ["b", ["b", "Night line"], [...known, ["b", "Night line"]]],
    ["b", undefined, [...known, ["b", "One that is gone"]]],
  ])("%s chosen, first call with %j", (chosen, first, choices) =>
    expect(withChosen(known, chosen, first)).toEqual(choices),
  );
});

it("names a number by label and digits", () => {
  expect(numberChoice({ id: "a", label: "Front desk", e164: "+14155550134" })[1]).toBe("Front desk, (415) 555-0134");
  expect(numberChoice({ id: "a", label: null, e164: "+14155550134" })[1]).toBe("(415) 555-0134");
});
