import { catalogueVoice } from "@callflex/contracts/voices";
import type { AssistantVoice } from "@callflex/contracts/voice";
import { Play, Square } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { useSample } from "./use-sample.ts";

/** Plays a clip that sounds like a voice; nothing for one without a clip. */
export function VoiceSample({ voice }: { voice: AssistantVoice }) {
  const { playing, toggle } = useSample();
  const sample = catalogueVoice(voice)?.sample;
  if (!sample) return null;
  const heard = playing === sample;
  const Icon = heard ? Square : Play;
  return (
    <Button variant="outline" size="sm" aria-pressed={heard} onClick={() => toggle(sample)}>
      <Icon className="size-3.5" aria-hidden />
      Approximate sample
    </Button>
  );
}
