import { schemaType, type Slot } from "./json-schema.ts";
import { kindOf } from "./read-value.ts";
import { sayName } from "./words.ts";

/**
 * The question for a value.
 *
 * @param again whether the first answer could not be used
 */
export function askFor(slot: Slot, again: boolean): string {
  const question = questionFor(slot);
  return again ? `I'm sorry, I didn't get that. ${question}` : question;
}

function questionFor({ name, schema }: Slot): string {
  const said = sayName(name);
  if (schema.enum) return `Which ${said} is it: ${orList(schema.enum.map((option) => sayName(String(option))))}?`;
  switch (schemaType(schema)) {
    case "boolean":
      return `${capital(describe(said, schema.description))}: yes or no?`;
    case "integer":
    case "number":
      return `What is the ${said}, as a number?`;
    default:
  }
  switch (kindOf(name, schema)) {
    case "phone":
      return "What is the best phone number to reach you?";
    case "email":
      return "What is your email address?";
    case "moment":
      return schema.format === "time" ? "What time would suit you?" : "What day and time would suit you?";
    case "name":
      return said === "name" || /\b(caller|customer|your|full|first|contact)\b/.test(said)
        ? "May I have your name, please?"
        : `What is the ${said}?`;
    case "matter":
      return "What is it about?";
    default:
      if (/\b(time|times|date|day|when)\b/.test(said)) return "What day and time would suit you?";
      return `Could you tell me the ${describe(said, schema.description)}?`;
  }
}

/** The property's name, explained by its description when that is short. */
function describe(said: string, description: string | undefined): string {
  const first = description?.split(/[.(]/)[0]?.trim();
  if (!first || first.length > 90) return said;
  return first.toLowerCase().includes(said) ? first.charAt(0).toLowerCase() + first.slice(1) : `${said}, ${first}`;
}

function orList(options: string[]): string {
  return options.length < 2 ? options.join("") : `${options.slice(0, -1).join(", ")} or ${options.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
