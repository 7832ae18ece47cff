import type { TemplateVariable } from "@callflex/contracts/template";

export type VariableType = TemplateVariable["type"];

/** What can be asked for, for people. */
export const VARIABLE_TYPE_WORDS: Record<VariableType, string> = {
  text: "Short text",
  textarea: "Long text",
  phone: "Phone number",
  email: "E-mail address",
  hours: "Hours of a week",
  select: "One of several",
  multiselect: "Several of several",
};

export const VARIABLE_TYPES = Object.keys(VARIABLE_TYPE_WORDS) as VariableType[];
