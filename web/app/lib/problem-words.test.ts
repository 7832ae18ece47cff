import { expect, it } from "vitest";
import { problemWords } from "./problem-words.ts";

const problem = (status: number, detail?: string) => ({
  type: "about:blank",
  status,
  title: "Bad Gateway",
  requestId: "request-1",
  ...(detail ? { detail } : {}),
});

it.each([
  [422, "The name is taken.", "The name is taken."],
  [502, "The conversation can't be reached for the moment.", "The conversation can't be reached for the moment."],
  [502, undefined, "CallFlex is not reachable right now. Nothing was changed. Try again in a moment."],
  [503, "Down", "CallFlex is not reachable right now. Nothing was changed. Try again in a moment."],
  [429, "Later", "Too many tries. Wait a minute, then try again."],
])("of %s with %j", (status, detail, words) => {
  expect(problemWords(problem(status, detail) as never)).toBe(words);
});
