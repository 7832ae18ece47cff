import type { ExplainedAnswer } from "@callflex/contracts/api/number-routing";
import type { RouteAnswer } from "@callflex/contracts/routing";
import type { RouteFacts } from "./route-facts.ts";

/**
 * The answer to a call for the organization's own people: in words, and without a provider's ids.
 *
 * @param opening first words of the assistant that speaks, with the number's notices; null where none speaks
 */
export function describeAnswer(answer: RouteAnswer, facts: RouteFacts, opening: string | null): ExplainedAnswer {
  const { kind, refusal } = answer;
  const nobody = { kind, refusal, assistantId: null, assistantName: null, number: null, spoken: null };
  switch (answer.kind) {
    case "assistant": {
      const { own, others } = facts.assistants;
      const { id: assistantId, name } = own?.id === answer.assistantId ? own : others[answer.assistantId]!;
      const words = `${name} takes the call.${opening ? ` It begins with: “${opening}”` : ""}`;
      return { ...nobody, assistantId, assistantName: name, spoken: opening, words };
    }
    case "forward": {
      const { number, spoken } = answer;
      return { ...nobody, number, spoken, words: `The caller hears: “${spoken}” Then ${number} rings.` };
    }
    case "take_message":
      return {
        ...nobody,
        spoken: opening ?? answer.greeting,
        words: `A message is taken. It begins with: “${opening ?? answer.greeting}”`,
      };
    case "say":
      return { ...nobody, spoken: answer.spoken, words: `The caller hears: “${answer.spoken}” Then the call ends.` };
  }
}
