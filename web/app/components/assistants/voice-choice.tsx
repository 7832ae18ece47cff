import { languageLabels } from "@callflex/contracts/labels";
import type { AssistantLanguage } from "@callflex/contracts/template";
import { VOICES, type CatalogueVoice } from "@callflex/contracts/voices";
import { getCollectionProps, type FieldMetadata } from "@conform-to/react";
import { Play, Square } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { TalkingBars } from "~/components/ui/talking-bars.tsx";
import { useSample } from "./use-sample.ts";

/** A choice beside the catalogue's voices. */
export interface OtherChoice {
  value: string;
  label: string;
  about: string;
}

/**
 * The choice of a voice, each with a clip to hear.
 *
 * @param props.field holds the voice's id, or the value of one of the other choices
 * @param props.language voices that don't speak it say so; null where none is chosen
 */
export function VoiceChoice(props: {
  field: FieldMetadata<string>;
  language: AssistantLanguage | null;
  mayChange?: boolean;
  before?: OtherChoice[];
  after?: OtherChoice[];
}) {
  const { field, language, mayChange = true, before = [], after = [] } = props;
  const sample = useSample();
  const voices = VOICES.map((voice) => ({ value: voice.voiceId, label: voice.label, about: voice.about, voice }));
  const choices: (OtherChoice & { voice?: CatalogueVoice })[] = [...before, ...voices, ...after];
  const radios = getCollectionProps(field, { type: "radio", options: choices.map(({ value }) => value) });
  return (
    <div>
      <div className="grid gap-2">
        {choices.map(({ value, label, about, voice }, index) => {
          const { key, ...radio } = radios[index]!;
          return (
            <div
              key={key ?? value}
              className="flex items-center gap-3 rounded-[10px] border pr-3 has-checked:border-brand has-checked:bg-brand-soft/40"
            >
              <label className="flex min-w-0 flex-1 cursor-pointer items-start gap-3 p-3 has-disabled:cursor-default">
                <input {...radio} disabled={!mayChange} className="mt-0.5 size-4 shrink-0 accent-brand" />
                <span className="min-w-0">
                  <span className="block font-medium">{label}</span>
                  <span className="block text-[13px] text-muted">{about}</span>
                  {voice && language && <Accent voice={voice} language={language} />}
                </span>
              </label>
              {voice && <SampleButton voice={voice} {...sample} />}
            </div>
          );
        })}
      </div>
      {field.errors && <p className="mt-1.5 text-[13px] text-coral-on-soft">{field.errors[0]}</p>}
      <p className="mt-3 text-[13px] text-muted">
        Samples are approximate: clips of a similar voice, in English. Make a test call to hear the voice itself.
      </p>
    </div>
  );
}

/** Says that a voice was made for another language. */
function Accent({ voice, language }: { voice: CatalogueVoice; language: AssistantLanguage }) {
  if (voice.languages.includes(language)) return null;
  return (
    <span className="mt-0.5 block text-[13px] text-amber-on-soft">
      Made for English: speaks {languageLabels[language]} with an accent.
    </span>
  );
}

function SampleButton(props: { voice: CatalogueVoice; playing: string | null; toggle: (clip: string) => void }) {
  const { voice, playing, toggle } = props;
  const heard = playing === voice.sample;
  const Icon = heard ? Square : Play;
  return (
    <Button
      variant="outline"
      size="sm"
      aria-pressed={heard}
      aria-label={`Approximate sample of ${voice.label}`}
      onClick={() => toggle(voice.sample)}
    >
      {heard ? <TalkingBars className="h-3.5 max-sm:hidden" /> : null}
      <Icon className="size-3.5" aria-hidden />
      <span className={heard ? "sr-only" : "max-sm:sr-only"}>Sample</span>
    </Button>
  );
}
