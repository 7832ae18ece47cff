import type { AssistantContent, AssistantFinding, AssistantFindings } from "./assistant.ts";
import { isUnanswered, renderPrompt } from "./render-prompt.ts";
import { placeholdersIn, variableValues } from "./template.ts";

/** What a look at the content has to know beside it. */
export interface FindingsFacts {
  /** People that the organization lets calls be transferred to. */
  organizationDestinations: number;
  /** Numbers that lead back to an assistant of the organization. */
  ownNumbers: readonly string[];
  /** What the numbers of the destinations are that no call is put through to, `a premium-rate number`; null for others. */
  uncallable: Readonly<Record<string, string | null>>;
  /** Characters of everything that the model reads; null where that isn't known yet. */
  compiledLength: number | null;
  /** Titles of knowledge that the prompt has no room for. */
  knowledgeLeftOut: readonly string[];
}

/** What a model reads well: beyond it, it forgets instructions, answers late, and each minute costs more. */
export const LONGEST_COMPILED_PROMPT = 60_000;
/** Longest greeting with the answers put in, in characters: more than a minute of talk. */
const LONGEST_GREETING = 1_500;
const LONG_COMPILED_PROMPT = 40_000;

/** A greeting that is longer takes callers more than about 20 seconds to hear. */
const LONG_GREETING = 300;
/** A prompt that is shorter hardly says what the assistant is for. */
const SHORT_PROMPT = 80;

const TEXTS = [
  ["firstMessage", "The greeting"],
  ["personality", "The personality"],
  ["prompt", "The instructions"],
] as const;

/** What is wrong with the braces of a text. */
function textFaults(content: AssistantContent): AssistantFinding[] {
  const known = new Set(content.variables.map(({ key }) => key));
  return TEXTS.flatMap(([field, words]) => {
    const text = content[field];
    const pointer = `/${field}`;
    const faults: AssistantFinding[] = [];
    for (const name of placeholdersIn(text)) {
      if (!known.has(name)) {
        faults.push({ pointer, message: `{{${name}}} is no variable. Correct the name, or add the variable.` });
      }
    }
    if (/\{[{%]/.test(text.replace(/\{\{\s*[A-Za-z0-9]+\s*\}\}/g, ""))) {
      faults.push({ pointer, message: `${words} use braces that can't be read. Write a variable as {{companyName}}.` });
    }
    return faults;
  });
}

/** Answers that are missing or don't fit their questions. */
function answerFaults({ variables, variableValues: values }: AssistantContent): AssistantFinding[] {
  const given = Object.fromEntries(
    variables.flatMap(({ key }) => (isUnanswered(values[key]) ? [] : [[key, values[key]]])),
  );
  const result = variableValues(variables).safeParse(given);
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    const label = variables.find((variable) => variable.key === key)?.label ?? key;
    const message = key in given ? `${label}: ${issue.message}` : `${label} is missing`;
    return { pointer: `/variableValues/${key}`, message };
  });
}

/** Optional answers that a caller would hear of as "not given". */
function greetingFaults({ firstMessage, variables, variableValues: values }: AssistantContent): AssistantFinding[] {
  const used = new Set(placeholdersIn(firstMessage));
  return variables
    .filter(({ key, required }) => used.has(key) && !required && isUnanswered(values[key]))
    .map(({ key, label }) => ({
      pointer: `/variableValues/${key}`,
      message: `The greeting says ${label}: answer it, or take it out of the greeting`,
    }));
}

function transferFaults({ functions, capabilities }: AssistantContent, facts: FindingsFacts): AssistantFinding[] {
  if (!functions.some(({ type }) => type === "transferCall")) return [];
  const { transferDestinations } = capabilities;
  const pointer = "/capabilities/transferDestinations";
  if (transferDestinations.length + facts.organizationDestinations === 0) {
    return [{ pointer, message: "Calls can be put through, but to nobody: add a person with a number" }];
  }
  return transferDestinations.flatMap(({ name, number }, index) => {
    const problem = facts.ownNumbers.includes(number)
      ? "answered by your assistants, so the call would come back"
      : facts.uncallable[number];
    if (!problem) return [];
    const message = `${name}: ${number} is ${problem}. Give a person's number`;
    return [{ pointer: `${pointer}/${index}/number`, message }];
  });
}

function missingTexts({ firstMessage, prompt }: AssistantContent): AssistantFinding[] {
  return [
    ...(firstMessage === "" ? [{ pointer: "/firstMessage", message: "Write what callers hear first" }] : []),
    ...(prompt === "" ? [{ pointer: "/prompt", message: "Write what the assistant is to do" }] : []),
  ];
}

function lengthFaults(content: AssistantContent, { compiledLength }: FindingsFacts): AssistantFinding[] {
  const count = (characters: number) => characters.toLocaleString("en-US");
  const greeting = renderPrompt(content.firstMessage, content.variableValues).length;
  return [
    ...(greeting > LONGEST_GREETING
      ? [
          {
            pointer: "/firstMessage",
            message: `With the answers put in, the greeting has ${count(greeting)} characters, ${count(LONGEST_GREETING)} are possible`,
          },
        ]
      : []),
    ...(compiledLength !== null && compiledLength > LONGEST_COMPILED_PROMPT
      ? [
          {
            pointer: "/prompt",
            message: `Everything together has ${count(compiledLength)} characters, ${count(LONGEST_COMPILED_PROMPT)} are possible. Shorten instructions or answers`,
          },
        ]
      : []),
  ];
}

function capabilityWarnings({ functions, capabilities }: AssistantContent): AssistantFinding[] {
  const offered = new Set(functions.map(({ type }) => type));
  const { messageFields, callbackHours, transferDestinations } = capabilities;
  const warnings: AssistantFinding[] = [];
  const warn = (condition: boolean, pointer: string, message: string) => {
    if (condition) warnings.push({ pointer, message });
  };
  warn(!offered.has("takeMessage"), "/functions", "The assistant can't take a message: callers it can't help go away");
  warn(
    messageFields.length > 0 && !offered.has("takeMessage"),
    "/capabilities/messageFields",
    "Questions for messages are set, but the assistant can't take messages",
  );
  warn(
    callbackHours !== null && !offered.has("scheduleCallback"),
    "/capabilities/callbackHours",
    "Hours for callbacks are set, but the assistant can't schedule callbacks",
  );
  warn(
    transferDestinations.length > 0 && !offered.has("transferCall"),
    "/capabilities/transferDestinations",
    "People to put calls through to are set, but the assistant can't put calls through",
  );
  return warnings;
}

function textWarnings({ firstMessage, prompt }: AssistantContent, facts: FindingsFacts): AssistantFinding[] {
  const { compiledLength, knowledgeLeftOut } = facts;
  return [
    ...(firstMessage.length > LONG_GREETING
      ? [
          {
            pointer: "/firstMessage",
            message: "The greeting is long: callers wait more than 20 seconds before they can speak",
          },
        ]
      : []),
    ...(prompt !== "" && prompt.length < SHORT_PROMPT
      ? [
          {
            pointer: "/prompt",
            message: "The instructions are short: say what callers want and what the assistant may do",
          },
        ]
      : []),
    ...(compiledLength !== null && compiledLength > LONG_COMPILED_PROMPT && compiledLength <= LONGEST_COMPILED_PROMPT
      ? [{ pointer: "/prompt", message: "Everything together is long: answers take longer, and details may be missed" }]
      : []),
    ...knowledgeLeftOut.map((title) => ({
      pointer: "",
      message: `There is no room for all of “${title}” in what the assistant knows: shorten it, or take other knowledge away`,
    })),
  ];
}

/**
 * Looks an assistant over before it goes live. Pure, so that a page can show the same that the API insists on.
 *
 * @returns faults, which keep it from going live, and warnings, which don't
 */
export function assistantFindingsOf(content: AssistantContent, facts: FindingsFacts): AssistantFindings {
  return {
    faults: [
      ...missingTexts(content),
      ...textFaults(content),
      ...answerFaults(content),
      ...greetingFaults(content),
      ...transferFaults(content, facts),
      ...lengthFaults(content, facts),
    ],
    warnings: [...capabilityWarnings(content), ...textWarnings(content, facts)],
  };
}
