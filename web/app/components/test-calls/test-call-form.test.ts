import { describe, expect, it } from "vitest";
import { callMeForm, callMeRequest } from "./test-call-form.ts";
import { numbersFor, type TestChoices } from "./test-choices.ts";

const id = "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76";
const form = (toNumber: string, consent?: string) => callMeForm.safeParse({ phoneNumberId: id, toNumber, consent });

describe("the number that shall ring", () => {
  it.each([
    ["(415) 555-0134", "+14155550134"],
    ["415.555.0134", "+14155550134"],
    ["1 415 555 0134", "+14155550134"],
    ["+44 20 7183 8750", "+442071838750"],
    ["0044 20 7183 8750", "+442071838750"],
    ["(415) 555–0134", "+14155550134"],
  ])("is read as people write it: %s", (written, number) => {
    const parsed = form(written, "yes");
    expect(parsed.data && callMeRequest(parsed.data)).toEqual({
      kind: "call_me",
      phoneNumberId: id,
      toNumber: number,
      consent: true,
    });
  });

  it.each(["", "555-0134", "call me"])("is refused: %j", (written) => {
    expect(form(written, "yes").success).toBe(false);
  });

  it("is not called without consent", () => {
    const parsed = form("(415) 555-0134");
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
      "Tick this first: nobody is called who hasn’t agreed",
    ]);
  });
});

it("the numbers of an assistant come first", () => {
  const number = (name: string, assistantId: string | null): TestChoices["numbers"][number] => ({
    id: name,
    e164: "+14155550100",
    label: null,
    assistant: assistantId ? { id: assistantId, name: assistantId } : null,
  });
  const choices = { assistants: [], numbers: [number("1", "x"), number("2", null), number("3", "y")], refusal: null };
  expect(numbersFor(choices, "y").map((one) => one.id)).toEqual(["3", "1", "2"]);
  expect(numbersFor(choices, undefined).map((one) => one.id)).toEqual(["1", "2", "3"]);
});
