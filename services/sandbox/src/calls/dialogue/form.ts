import type { DialogueTool } from "./dialogue.ts";
import { matterIn } from "./matter.ts";
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
 * the matter itself ("what is it about") what was told while asking for the tool.
 *
 * @param said what the caller said, oldest first
 */
export function fillFrom(form: Form, said: readonly string[], context: ReadContext): void {
  const matter = said.map((text) => matterIn(text, form.tool.name)).findLast((text) => text !== undefined);
  for (const slot of form.slots) {
    if (form.filled.has(slot)) continue;
    const value = said.map((text) => readValue(text, slot.name, slot.schema, context)).findLast((v) => v !== undefined);
    if (value !== undefined) take(form, slot, value);
    else if (matter && !form.asking && slot.required && kindOf(slot.name, slot.schema) === "matter") {
      const told = readValue(matter, slot.name, slot.schema, { ...context, asked: true });
      if (told !== undefined) take(form, slot, told);
    }
  }
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
