import { existsSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { assistantLanguage } from "./template.ts";
import { assistantVoice } from "./voice.ts";
import { catalogueVoice, voiceById, VOICES } from "./voices.ts";

const clip = (sample: string) => new URL(`../../../web/public${sample}`, import.meta.url);

describe("the voices", () => {
  it("can be told apart by their id alone", () => {
    expect(new Set(VOICES.map(({ voiceId }) => voiceId)).size).toBe(VOICES.length);
  });

  it.each(VOICES.map((voice) => [voice.label, voice] as const))(
    "%s is a voice with a clip to hear",
    (_label, voice) => {
      expect(assistantVoice.safeParse(voiceById(voice.voiceId)).success).toBe(true);
      expect(existsSync(clip(voice.sample))).toBe(true);
      expect(statSync(clip(voice.sample)).size).toBeLessThan(40_000);
    },
  );

  it("leave a choice of several in each language", () => {
    for (const language of assistantLanguage.options) {
      expect(VOICES.filter(({ languages }) => languages.includes(language)).length).toBeGreaterThan(2);
    }
  });

  it("don't mistake a voice of another provider for ours", () => {
    expect(catalogueVoice({ provider: "vapi", voiceId: "Paige" })?.label).toBe("Paige, friendly");
    expect(catalogueVoice({ provider: "11labs", voiceId: "Paige" })).toBeUndefined();
    expect(voiceById("Nobody")).toBeNull();
  });
});
