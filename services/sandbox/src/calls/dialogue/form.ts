import type { DialogueTool } from "./dialogue.ts";
import { emptyShape, putAt, slotsOf, type Slot } from "./json-schema.ts";
import { kindOf, readValue, type ReadContext } from "./read-value.ts";

/** A tool call in the making. */
export interface Form {
  tool: DialogueTool;
  slots: Slot[];
  filled: Set<Slot>;
  args: Record<string, unknown>;
  asking: Slot | null;
  /** Answers to the current question that could not be used. */
  failures: number;
}

/** Unusable answers after which the assistant gives up. */
const MOST_FAILURES = 3;

/** Words from which on a sentence that asks for a tool tells the matter too. */
const LONG_ENOUGH = 9;

/** Starts collecting what a tool needs. */
export function startForm(tool: DialogueTool): Form {
  return {
    tool,
    slots: slotsOf(tool.parameters),
    filled: new Set(),
    args: emptyShape(tool.parameters),
    asking: null,
    failures: 0,
  };
}

/**
 * Takes over what was said already and is certain: an introduced name, a phone number, an option by its name; and for
 * the matter itself ("what is it about") the sentence that asked for the tool.
 *
 * @param said what the caller said, oldest first
 */
export function fillFrom(form: Form, said: readonly string[], context: ReadContext): void {
  const opening = said.findLast((text) => text.split(/\s+/).length >= LONG_ENOUGH);
  for (const slot of form.slots) {
    if (form.filled.has(slot)) continue;
    const value = said.map((text) => readValue(text, slot.name, slot.schema, context)).findLast((v) => v !== undefined);
    if (value !== undefined) take(form, slot, value);
    else if (opening && !form.asking && slot.required && kindOf(slot.name, slot.schema) === "matter") {
      const matter = readValue(matterIn(opening), slot.name, slot.schema, { ...context, asked: true });
      if (matter !== undefined) take(form, slot, matter);
    }
  }
}

/** What follows "a message:", else the whole sentence. */
function matterIn(text: string): string {
  const matter = text.match(/\bmessage\b[^:]{0,30}:\s*(.{8,})$/is)?.[1] ?? text;
  return matter.charAt(0).toUpperCase() + matter.slice(1);
}

/** The next required value that nobody named yet. */
export function nextMissing(form: Form): Slot | undefined {
  return form.slots.find((slot) => slot.required && !form.filled.has(slot));
}

/** Reads the answer to the current question. */
export function collect(form: Form, text: string, context: ReadContext): "taken" | "ask-again" | "give-up" {
  const slot = form.asking;
  if (!slot) return "give-up";
  const value = readValue(text, slot.name, slot.schema, context);
  if (value !== undefined) {
    form.failures = 0;
    take(form, slot, value);
    return "taken";
  }
  form.failures++;
  return form.failures >= MOST_FAILURES ? "give-up" : "ask-again";
}

function take(form: Form, slot: Slot, value: unknown): void {
  form.filled.add(slot);
  putAt(form.args, slot.path, value);
}
