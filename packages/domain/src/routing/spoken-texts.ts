import type { RouteRefusal } from "@callflex/contracts/routing";
import type { AssistantLanguage } from "@callflex/contracts/template";

/** What callers hear where nobody wrote words of their own. None may hold words that end a call (`spokenLanguages`). */
export interface SpokenTexts {
  /** Why nobody takes the call. */
  refusals: Record<RouteRefusal, string>;
  /** Before a rule forwards the call. */
  forward: string;
  /** First words of the assistant that only takes a message. */
  messageGreeting: (businessName: string) => string;
  /** While a function runs: when it begins, and when the caller speaks before it is done. */
  waiting: { begins: string; lasts: string };
  /** While somebody is asked for. */
  transferBegins: (person: string) => string;
  /** Right before the person's telephone rings. */
  transfer: (person: string) => string;
}

/** The three limits of a contract sound alike: they are no business of the caller's. */
function refusalsOf(
  texts: Omit<SpokenTexts["refusals"], "trial_ended" | "minutes_used_up" | "subscription_ended"> & {
    unavailable: string;
  },
): SpokenTexts["refusals"] {
  const { unavailable, ...own } = texts;
  return { ...own, trial_ended: unavailable, minutes_used_up: unavailable, subscription_ended: unavailable };
}

export const spokenTexts: Record<AssistantLanguage, SpokenTexts> = {
  en: {
    refusals: refusalsOf({
      no_assistant: "Thank you for calling. We can't take your call right now.",
      unavailable: "Thank you for calling. Our receptionist is not available at the moment.",
      too_many_calls: "Thank you for calling. All lines are busy right now.",
      caller_blocked: "This number does not take your call.",
      caller_anonymous: "This number takes no calls without a caller's number. Please show your number and call again.",
    }),
    forward: "Thank you for calling. One moment, I'm connecting you.",
    messageGreeting: (businessName) =>
      `Thank you for calling ${businessName}. Nobody can take your call right now, but I can take a message. May I have your name?`,
    waiting: { begins: "One moment, please.", lasts: "Sorry, a few more seconds." },
    transferBegins: (person) => `One moment, I'm connecting you to ${person}.`,
    transfer: (person) => `I'm connecting you to ${person}.`,
  },
  es: {
    refusals: refusalsOf({
      no_assistant: "Gracias por llamar. En este momento no podemos atender su llamada.",
      unavailable: "Gracias por llamar. Nuestra recepción no está disponible en este momento.",
      too_many_calls: "Gracias por llamar. Todas nuestras líneas están ocupadas en este momento.",
      caller_blocked: "Este número no acepta su llamada.",
      caller_anonymous:
        "Este número no acepta llamadas con número oculto. Por favor, muestre su número y vuelva a llamar.",
    }),
    forward: "Gracias por llamar. Un momento, por favor, le transfiero la llamada.",
    messageGreeting: (businessName) =>
      `Gracias por llamar a ${businessName}. En este momento nadie puede atenderle, pero puedo tomar un mensaje. ¿Me dice su nombre, por favor?`,
    waiting: { begins: "Un momento, por favor.", lasts: "Disculpe, unos segundos más." },
    transferBegins: (person) => `Un momento, por favor, le comunico con ${person}.`,
    transfer: (person) => `Le comunico con ${person}.`,
  },
  fr: {
    refusals: refusalsOf({
      no_assistant: "Merci de votre appel. Nous ne pouvons pas vous répondre pour le moment.",
      unavailable: "Merci de votre appel. Notre accueil n'est pas disponible pour le moment.",
      too_many_calls: "Merci de votre appel. Toutes nos lignes sont occupées pour le moment.",
      caller_blocked: "Ce numéro n'accepte pas votre appel.",
      caller_anonymous: "Ce numéro n'accepte pas les appels masqués. Veuillez afficher votre numéro et rappeler.",
    }),
    forward: "Merci de votre appel. Un instant, s'il vous plaît, je vous mets en relation.",
    messageGreeting: (businessName) =>
      `Merci d'avoir appelé ${businessName}. Personne ne peut vous répondre pour le moment, mais je peux prendre un message. Puis-je avoir votre nom ?`,
    waiting: { begins: "Un instant, s'il vous plaît.", lasts: "Excusez-moi, encore quelques secondes." },
    transferBegins: (person) => `Un instant, s'il vous plaît, je vous mets en relation avec ${person}.`,
    transfer: (person) => `Je vous mets en relation avec ${person}.`,
  },
  de: {
    refusals: refusalsOf({
      no_assistant: "Vielen Dank für Ihren Anruf. Wir können ihn im Moment leider nicht entgegennehmen.",
      unavailable: "Vielen Dank für Ihren Anruf. Unser Empfang ist im Moment leider nicht erreichbar.",
      too_many_calls: "Vielen Dank für Ihren Anruf. Im Moment sind alle Leitungen besetzt.",
      caller_blocked: "Unter dieser Nummer wird Ihr Anruf nicht angenommen.",
      caller_anonymous:
        "Unter dieser Nummer werden keine Anrufe mit unterdrückter Nummer angenommen. Bitte rufen Sie mit sichtbarer Nummer noch einmal an.",
    }),
    forward: "Vielen Dank für Ihren Anruf. Einen Moment bitte, ich verbinde Sie.",
    messageGreeting: (businessName) =>
      `Vielen Dank für Ihren Anruf bei ${businessName}. Im Moment kann niemand Ihren Anruf entgegennehmen, aber ich nehme gern eine Nachricht auf. Wie ist bitte Ihr Name?`,
    waiting: { begins: "Einen Moment, bitte.", lasts: "Entschuldigen Sie, noch ein paar Sekunden." },
    transferBegins: (person) => `Einen Moment bitte, ich verbinde Sie mit ${person}.`,
    transfer: (person) => `Ich verbinde Sie mit ${person}.`,
  },
  pt: {
    refusals: refusalsOf({
      no_assistant: "Obrigado por ligar. No momento não podemos atender a sua ligação.",
      unavailable: "Obrigado por ligar. A nossa recepção não está disponível no momento.",
      too_many_calls: "Obrigado por ligar. Todas as linhas estão ocupadas no momento.",
      caller_blocked: "Este número não aceita a sua ligação.",
      caller_anonymous:
        "Este número não aceita ligações de números ocultos. Por favor, mostre o seu número e ligue novamente.",
    }),
    forward: "Obrigado por ligar. Um momento, por favor, vou transferir a sua ligação.",
    messageGreeting: (businessName) =>
      `Obrigado por ligar para ${businessName}. Ninguém pode atender no momento, mas posso anotar um recado. Qual é o seu nome, por favor?`,
    waiting: { begins: "Um momento, por favor.", lasts: "Desculpe, só mais alguns segundos." },
    transferBegins: (person) => `Um momento, por favor, vou transferir a sua ligação para ${person}.`,
    transfer: (person) => `Vou transferir a sua ligação para ${person}.`,
  },
  it: {
    refusals: refusalsOf({
      no_assistant: "Grazie per la chiamata. Al momento non possiamo rispondere.",
      unavailable: "Grazie per la chiamata. Al momento la nostra reception non è disponibile.",
      too_many_calls: "Grazie per la chiamata. Al momento tutte le linee sono occupate.",
      caller_blocked: "Questo numero non accetta la sua chiamata.",
      caller_anonymous:
        "Questo numero non accetta chiamate con numero nascosto. La preghiamo di richiamare mostrando il suo numero.",
    }),
    forward: "Grazie per la chiamata. Un momento, per favore, la metto in contatto.",
    messageGreeting: (businessName) =>
      `Grazie per aver chiamato ${businessName}. Al momento nessuno può rispondere, ma posso prendere un messaggio. Mi dice il suo nome, per favore?`,
    waiting: { begins: "Un momento, per favore.", lasts: "Mi scusi, ancora qualche secondo." },
    transferBegins: (person) => `Un momento, per favore, la metto in contatto con ${person}.`,
    transfer: (person) => `La metto in contatto con ${person}.`,
  },
  nl: {
    refusals: refusalsOf({
      no_assistant: "Bedankt voor uw telefoontje. We kunnen u op dit moment helaas niet te woord staan.",
      unavailable: "Bedankt voor uw telefoontje. Onze receptie is op dit moment helaas niet bereikbaar.",
      too_many_calls: "Bedankt voor uw telefoontje. Op dit moment zijn alle lijnen bezet.",
      caller_blocked: "Dit nummer neemt uw oproep niet aan.",
      caller_anonymous:
        "Dit nummer neemt geen oproepen met een afgeschermd nummer aan. Maak uw nummer zichtbaar en bel opnieuw.",
    }),
    forward: "Bedankt voor uw telefoontje. Een ogenblik, ik verbind u door.",
    messageGreeting: (businessName) =>
      `Bedankt voor uw telefoontje naar ${businessName}. Op dit moment kan niemand u te woord staan, maar ik noteer graag een bericht. Mag ik uw naam?`,
    waiting: { begins: "Een ogenblik, alstublieft.", lasts: "Excuses, nog een paar seconden." },
    transferBegins: (person) => `Een ogenblik, ik verbind u door met ${person}.`,
    transfer: (person) => `Ik verbind u door met ${person}.`,
  },
};
