import type { AssistantLanguage } from "@callflex/contracts/template";

/** A language as the model is told of it, with the words that end a call. */
interface SpokenLanguage {
  name: string;
  /** Said when the assistant hangs up. */
  goodbye: string;
  /** An assistant that says one of these has ended the call. */
  endPhrases: readonly string[];
}

export const spokenLanguages: Record<AssistantLanguage, SpokenLanguage> = {
  en: {
    name: "English",
    goodbye: "Thank you for calling. Goodbye!",
    endPhrases: ["goodbye", "have a great day"],
  },
  es: { name: "Spanish", goodbye: "Gracias por llamar. ¡Adiós!", endPhrases: ["adiós", "que tenga un buen día"] },
  fr: { name: "French", goodbye: "Merci de votre appel. Au revoir !", endPhrases: ["au revoir", "bonne journée"] },
  de: {
    name: "German",
    goodbye: "Vielen Dank für Ihren Anruf. Auf Wiederhören!",
    endPhrases: ["auf wiederhören", "einen schönen tag noch"],
  },
  pt: { name: "Portuguese", goodbye: "Obrigado por ligar. Até logo!", endPhrases: ["até logo", "tenha um bom dia"] },
  it: {
    name: "Italian",
    goodbye: "Grazie per la chiamata. Arrivederci!",
    endPhrases: ["arrivederci", "buona giornata"],
  },
  nl: { name: "Dutch", goodbye: "Bedankt voor uw telefoontje. Tot ziens!", endPhrases: ["tot ziens", "een fijne dag"] },
};
