import { assistantLanguage } from "@callflex/contracts/template";
import { catalogueVoice } from "@callflex/contracts/voices";
import { describe, expect, it } from "vitest";
import { defaultVoice } from "./default-voice.ts";

const savannah = { provider: "vapi", voiceId: "Savannah", label: "Savannah, composed" } as const;
const onyx = { provider: "openai", voiceId: "onyx", label: "Onyx, deep" } as const;
const foreign = { provider: "11labs", voiceId: "of-our-own", label: "Our own" } as const;

describe("defaultVoice", () => {
  it("is Paige in English", () => {
    expect(defaultVoice("en")).toEqual({ provider: "vapi", voiceId: "Paige", label: "Paige, friendly" });
  });

  it.each(assistantLanguage.options)("speaks %s", (language) => {
    expect(catalogueVoice(defaultVoice(language))?.languages).toContain(language);
    expect(catalogueVoice(defaultVoice(language, savannah))?.languages).toContain(language);
  });

  it("is the organization's where that speaks the language, or is known to the organization alone", () => {
    expect(defaultVoice("en", savannah)).toEqual(savannah);
    expect(defaultVoice("de", onyx)).toEqual(onyx);
    expect(defaultVoice("de", foreign)).toEqual(foreign);
  });
});
