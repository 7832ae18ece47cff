import type { AssistantLanguage } from "./template.ts";

/** The notices that are suggested, in the language of the assistant that speaks them. */
export const NOTICES: Record<AssistantLanguage, { ai: string; recording: string }> = {
  en: { ai: "You are speaking with an AI assistant.", recording: "This call may be recorded." },
  es: {
    ai: "Está hablando con un asistente de inteligencia artificial.",
    recording: "Esta llamada puede ser grabada.",
  },
  fr: {
    ai: "Vous parlez avec un assistant d'intelligence artificielle.",
    recording: "Cet appel peut être enregistré.",
  },
  de: { ai: "Sie sprechen mit einem KI-Assistenten.", recording: "Dieses Gespräch wird möglicherweise aufgezeichnet." },
  pt: {
    ai: "Você está falando com um assistente de inteligência artificial.",
    recording: "Esta ligação pode ser gravada.",
  },
  it: {
    ai: "Sta parlando con un assistente di intelligenza artificiale.",
    recording: "Questa chiamata può essere registrata.",
  },
  nl: { ai: "U spreekt met een AI-assistent.", recording: "Dit gesprek kan worden opgenomen." },
};
