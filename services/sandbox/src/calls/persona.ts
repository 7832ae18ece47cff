import type { Scenario } from "./scenario.ts";

/** A caller of a scenario. */
export interface Persona {
  /** What the caller says to what the assistant said last; null: nothing. */
  reply(heard: string): { text: string; hangsUp: boolean } | null;
}

/** Answers after which a caller gives up on an assistant that leads nowhere. */
const MOST_REPLIES = 24;
const MOST_DEAD_ENDS = 3;

/**
 * Makes the caller of a scenario. It hears only what the assistant says: questions are answered from its facts, and
 * when it has no fact for one, from the form of the question (options, a number, a day).
 */
export function createPersona(scenario: Scenario): Persona {
  let opened = false;
  let followUps = 0;
  let replies = 0;
  let deadEnds = 0;

  const leave = () => ({ text: "No, that's all. Thank you, goodbye.", hangsUp: true });

  return {
    reply: (heard) => {
      if (scenario.opening === null) return null;
      if (!opened) {
        opened = true;
        return { text: scenario.opening, hangsUp: false };
      }
      replies++;
      if (replies > MOST_REPLIES) return leave();
      if (/anything else/i.test(heard)) {
        const next = scenario.followUps?.[followUps++];
        return next ? { text: next, hangsUp: false } : leave();
      }
      const question = lastQuestion(heard);
      if (question) {
        deadEnds = /how can i help/i.test(question) ? deadEnds + 1 : 0;
        if (deadEnds < MOST_DEAD_ENDS) return { text: answer(scenario, question), hangsUp: false };
      }
      return leave();
    },
  };
}

/** The option that a fact names, else the one that means as much, else the ordinary one. */
function chooseOption(choices: readonly string[], known: string): string {
  const named = choices.find((choice) => known.toLowerCase().includes(choice.toLowerCase()));
  const meant = /urgent|emergency/i.test(known) && !/nothing urgent|not urgent/i.test(known);
  const alike = choices.find((choice) =>
    (meant ? /high|urgent|emergency|critical/i : /normal|medium|routine|standard/i).test(choice),
  );
  return named ?? alike ?? choices[0] ?? "";
}

function lastQuestion(heard: string): string | undefined {
  return heard
    .match(/[^.!?]+\?/g)
    ?.at(-1)
    ?.trim();
}

function answer(scenario: Scenario, question: string): string {
  if (/would you like|do you want|shall i|may i put/i.test(question)) return "Yes, please.";
  const fact = scenario.facts.find((known) => known.about.test(question));
  const options = question.match(/:\s*(.+?)\?/)?.[1];
  if (options && / or /.test(options)) {
    const choices = options.split(/,\s*|\s+or\s+/).map((choice) => choice.trim());
    return `${chooseOption(choices, fact?.say ?? "")}.`;
  }
  if (fact) return fact.say;
  if (/as a number/i.test(question)) return "Two.";
  if (/day|time|when/i.test(question)) return "Tomorrow at 10 am.";
  if (/phone|reach you/i.test(question)) return `You can reach me at ${scenario.from}.`;
  return "Nothing special, thank you for asking.";
}
