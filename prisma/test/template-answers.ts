import type { TemplateVariable } from "@callflex/contracts/template";

/** An answer that a person could give. */
function answerTo(variable: TemplateVariable): unknown {
  switch (variable.type) {
    case "text":
    case "textarea":
      return variable.placeholder ?? "Something";
    case "phone":
      return "+12125550142";
    case "email":
      return "office@example.test";
    case "hours":
      return { monday: [{ opens: "08:00", closes: "17:00" }] };
    case "select":
      return variable.options[0];
    case "multiselect":
      return variable.options.slice(0, 2);
  }
}

/** Answers to all questions of a template. */
export function answersTo(variables: readonly TemplateVariable[]): Record<string, unknown> {
  return Object.fromEntries(variables.map((variable) => [variable.key, answerTo(variable)]));
}
