import { assistantLanguage } from "@callflex/contracts/template";
import { describe, expect, it } from "vitest";
import { spokenLanguages } from "../assistants/languages.ts";
import { spokenTexts, type SpokenTexts } from "./spoken-texts.ts";

const NAME = "Ada & Söhne";

/** Every text by its name, with the name put in where one is spoken. */
function spoken({ refusals, forward, messageGreeting, waiting, transferBegins, transfer }: SpokenTexts) {
  return {
    ...refusals,
    forward,
    ...waiting,
    messageGreeting: messageGreeting(NAME),
    transferBegins: transferBegins(NAME),
    transfer: transfer(NAME),
  };
}

const NAMED = new Set(["messageGreeting", "transferBegins", "transfer"]);
const english = spoken(spokenTexts.en);

describe.each(assistantLanguage.options)("what callers hear in %s", (language) => {
  const texts = Object.entries(spoken(spokenTexts[language]));

  it("is all that they hear in English", () => {
    expect(texts.map(([name]) => name).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it.each(texts)("%s is whole sentences, with the name where one belongs", (name, text) => {
    expect(text).toMatch(/^\p{Lu}.*[.?]$/u);
    expect(text).not.toMatch(/\s{2}|[{}]|undefined/);
    expect(text.split(NAME)).toHaveLength(NAMED.has(name) ? 2 : 1);
    expect(text.length).toBeLessThanOrEqual(200);
  });

  it.each(texts)("%s doesn't end the call", (_name, text) => {
    for (const phrase of spokenLanguages[language].endPhrases) expect(text.toLowerCase()).not.toContain(phrase);
  });

  it.each(texts)("%s is in no other language", (name, text) => {
    expect(text === english[name as keyof typeof english]).toBe(language === "en");
  });
});
