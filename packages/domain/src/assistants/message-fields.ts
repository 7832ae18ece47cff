import { callActionInputs } from "@callflex/contracts/call-actions";
import type { MessageField } from "@callflex/contracts/assistant";

/** A field of a message with the name by which the model gives it. */
export interface NamedMessageField extends MessageField {
  /** Parameter of the function takeMessage, `orderNumber`. */
  parameter: string;
}

const TAKEN = Object.keys(callActionInputs.takeMessage.shape);

function nameOf(label: string): string {
  const words = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const name = words.map((word, index) => (index === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join("");
  return /^[a-z]/.test(name) ? name.slice(0, 40) : `field${name}`;
}

/** Gives each field of a message a parameter's name; no two share one, and none takes that of the function's own. */
export function namedMessageFields(fields: readonly MessageField[]): NamedMessageField[] {
  const taken = new Set(TAKEN);
  return fields.map((field) => {
    const name = nameOf(field.label);
    let parameter = name;
    for (let count = 2; taken.has(parameter); count += 1) parameter = `${name}${count}`;
    taken.add(parameter);
    return { ...field, parameter };
  });
}
