import { fits } from "./fits.ts";
import { schemaType, type JsonSchema } from "./json-schema.ts";
import { readMoment } from "./read-moment.ts";
import { readEmail, readNumber, readPhone } from "./read-number.ts";
import { conceptsIn, sayName, stem } from "./words.ts";

/** What reading a value needs to know beside the text. */
export interface ReadContext {
  /** Whether the text answers a question about just this value; otherwise only what is certain is read. */
  asked: boolean;
  /** The caller's own number, for "this number". */
  callerNumber?: string;
  now: Date;
}

/**
 * Reads from what a caller said the value that a schema asks for.
 *
 * @param name the property's name; it tells a phone number from a name where the schema says only "string"
 * @returns a value that satisfies the schema, or undefined
 */
export function readValue(text: string, name: string, schema: JsonSchema, context: ReadContext): unknown {
  const value = candidate(text.trim(), name, schema, context);
  return value !== undefined && fits(value, schema) ? value : undefined;
}

function candidate(text: string, name: string, schema: JsonSchema, context: ReadContext): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return readOption(text, schema.enum);
  switch (schemaType(schema)) {
    case "boolean":
      return context.asked ? readYesNo(text) : isNamed(text, name);
    case "integer":
    case "number":
      return context.asked ? readNumber(text) : undefined;
    case "array":
      return context.asked ? readList(text, name, schema, context) : undefined;
    case "string":
      return readText(text, name, schema, context);
    default:
      return undefined;
  }
}

function readOption(text: string, options: unknown[]): unknown {
  const words = new Set([...conceptsIn(text), ...(text.toLowerCase().match(/[a-z0-9']+/g) ?? []).map(stem)]);
  return options.find((option) => {
    const wanted = sayName(String(option)).split(" ").filter(Boolean).map(stem);
    return wanted.length > 0 && wanted.every((word) => words.has(word));
  });
}

/** True for `urgent` when somebody says that it is urgent; nothing is read from silence or from a denial. */
function isNamed(text: string, name: string): true | undefined {
  if (/\b(not|nothing|never|no|isn'?t|don'?t)\b/i.test(text)) return undefined;
  const heard = conceptsIn(text);
  const wanted = [...conceptsIn(sayName(name))];
  return wanted.length > 0 && wanted.every((concept) => heard.has(concept)) ? true : undefined;
}

function readYesNo(text: string): boolean | undefined {
  if (/\b(no|nope|not|never|don'?t|isn'?t|negative)\b/i.test(text)) return false;
  if (/\b(yes|yeah|yep|sure|correct|right|please|of course|it is|true|ok|okay)\b/i.test(text)) return true;
  return undefined;
}

function readList(text: string, name: string, schema: JsonSchema, context: ReadContext): unknown[] {
  const parts = text.split(/\s*(?:,|;|\band\b)\s*/i).filter(Boolean);
  const item = schema.items ?? { type: "string" };
  const values = parts.flatMap((part) => readValue(part, name, item, context) ?? []);
  return schema.uniqueItems ? [...new Set(values)] : values;
}

function readText(text: string, name: string, schema: JsonSchema, context: ReadContext): string | undefined {
  const about = kindOf(name, schema);
  if (about === "phone") return readPhone(text) ?? (meansThisNumber(text) ? context.callerNumber : undefined);
  if (about === "email") return readEmail(text);
  if (about === "moment") return readFormattedMoment(text, schema.format ?? "date-time", context);
  if (about === "name") return readPersonName(text, context.asked);
  if (!context.asked) return undefined;
  return schema.maxLength === undefined ? text : text.slice(0, schema.maxLength).trim();
}

/** What kind of text a property wants, by its format, else by its name. */
export function kindOf(name: string, schema: JsonSchema): "phone" | "email" | "moment" | "name" | "matter" | "other" {
  if (schema.format === "email") return "email";
  if (schema.format === "date-time" || schema.format === "date" || schema.format === "time") return "moment";
  const words = sayName(name);
  if (/\b(phone|telephone|mobile|cell)\b|\b(callback|contact|caller|customer|return) number\b/.test(words))
    return "phone";
  if (words === "number" && /\+|phone|call/i.test(`${schema.pattern ?? ""} ${schema.description ?? ""}`))
    return "phone";
  if (/\be ?mail\b/.test(words)) return "email";
  if (/\bname\b/.test(words) && !/\b(company|business|product|file|pet|street|medication)\b/.test(words)) return "name";
  if (
    /\b(message|reason|issue|matter|problem|note|notes|details|description|topic|summary|subject|concern)\b/.test(words)
  ) {
    return "matter";
  }
  return "other";
}

function meansThisNumber(text: string): boolean {
  return /\b(this|same|the one|my) (number|one|phone)\b|calling from/i.test(text);
}

function readFormattedMoment(text: string, format: string, context: ReadContext): string | undefined {
  const moment = readMoment(text, context.now);
  if (!moment) return undefined;
  const iso = moment.at.toISOString();
  if (format === "date") return moment.hasDay ? iso.slice(0, 10) : undefined;
  if (format === "time") return moment.hasTime ? iso.slice(11, 19) + "Z" : undefined;
  return moment.hasTime || context.asked ? iso : undefined;
}

function readPersonName(text: string, asked: boolean): string | undefined {
  const word = "[A-Z][\\p{L}'’-]+";
  const introduced = text.match(
    new RegExp(
      `(?:\\b[Mm]y name(?:'s| is)|\\b[Tt]his is|\\bI(?:'m| am)|\\b[Ii]t(?:'s| is)|\\b[Nn]ame(?:'s| is))\\s+(${word}(?:\\s${word}){0,3})`,
      "u",
    ),
  );
  if (introduced?.[1]) return introduced[1];
  if (!asked) return undefined;
  const bare = text
    .replace(/^(yes|sure|of course|okay|hi|hello|it'?s|this is|my name is|i'?m)[,.!]?\s+/i, "")
    .replace(/[.!?]+$/, "")
    .split(/[,.;]/)[0]
    ?.trim();
  return bare && bare.length <= 80 && /\p{L}/u.test(bare) ? bare : undefined;
}
