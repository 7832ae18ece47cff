import type { CallAction } from "@callflex/contracts/api/calls";

/** What the arguments of an assistant's function are called, for people. */
const LABELS: Record<string, string> = {
  destination: "To",
  reason: "Reason",
  callerName: "Name",
  driverName: "Driver",
  callbackNumber: "Call back at",
  message: "Message",
  preferredTime: "When",
  topic: "About",
  shift: "Shift",
  urgent: "Urgent",
};

/**
 * Turns what an assistant's function was given, or an inbox item's details, into lines to read.
 *
 * @returns label and text; what is empty is left out, an unknown argument keeps its own name in words
 */
export function detailLines(input: CallAction["input"]): [label: string, text: string][] {
  return Object.entries(input).flatMap(([name, value]): [string, string][] => {
    const text = inWords(value);
    return text === "" ? [] : [[LABELS[name] ?? spaced(name), text]];
  });
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === false) return "";
  if (value === true) return "Yes";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function spaced(name: string): string {
  const words = name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
