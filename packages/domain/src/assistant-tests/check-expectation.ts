import type { TestCheck, TestExpectation, TestTurn } from "@callflex/contracts/assistant-test";
import { callActionInputs, type OfferedActionType } from "@callflex/contracts/call-actions";
import type { FoundRoute, TestedConfig, TestFacts } from "./test-facts.ts";

type Verdict = Omit<TestCheck, "expectation">;
type Of<K extends TestExpectation["kind"]> = Extract<TestExpectation, { kind: K }>;

const LONGEST_QUOTE = 160;

/** Words as they are compared: without capitals, accents written in one way, spaces alike. */
function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();
}

function holds(text: string, wanted: string): boolean {
  return plain(text).includes(plain(wanted));
}

/** The part of a text around what was looked for. */
function quote(text: string, wanted = ""): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= LONGEST_QUOTE) return `“${flat}”`;
  const at = Math.max(0, plain(flat).indexOf(plain(wanted)) - 40);
  return `“${at > 0 ? "…" : ""}${flat.slice(at, at + LONGEST_QUOTE).toWellFormed()}…”`;
}

/** A sentence that ends in a quote; the quote's own end is enough. */
function told(words: string, quoted: string): string {
  return /[.?!…]”$/.test(quoted) ? `${words} ${quoted}` : `${words} ${quoted}.`;
}

function listed(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.join(", ");
}

function offersTool({ tool }: Of<"offers_tool">, { model }: TestedConfig): Verdict {
  const names = model.tools.flatMap((offered) => offered.function?.name ?? []);
  const passed = names.includes(tool);
  return { passed, found: passed ? "It is offered." : `Offered is: ${listed(names, "nothing")}.` };
}

/** What a call's details lack by the function's own schema; null when they are complete. */
function whyUnfit(tool: OfferedActionType, given: Record<string, unknown> | null): string | null {
  if (given === null) return "its details could not be read";
  const parsed = callActionInputs[tool].safeParse(given);
  if (parsed.success) return null;
  const names = parsed.error.issues.map(({ path }) => path.map(String).join(".") || "something");
  return `not with the details that it needs (${[...new Set(names)].join(", ")})`;
}

function callsTool({ tool, containing }: Of<"calls_tool">, conversation: readonly TestTurn[]): Verdict {
  const calls = conversation.flatMap(({ tools }) => tools);
  const own = calls.filter(({ name }) => name === tool);
  if (own.length === 0) {
    return { passed: false, found: `Called was: ${listed([...new Set(calls.map(({ name }) => name))], "nothing")}.` };
  }
  const fit = own.filter((call) => whyUnfit(tool, call.arguments) === null);
  if (fit.length === 0) {
    return { passed: false, found: `It was called, but ${whyUnfit(tool, own[0]?.arguments ?? null) ?? "in vain"}.` };
  }
  const details = fit.map((call) => Object.values(call.arguments ?? {}).map(String));
  const match = details.find((values) => !containing || values.some((value) => holds(value, containing)));
  const values = (match ?? details[0] ?? []).join(", ");
  return { passed: match !== undefined, found: told("It was called with", quote(values, containing)) };
}

function spokenTexts({ config, conversation }: TestFacts): string[] {
  const said = conversation.flatMap(({ speaker, text }) => (speaker === "assistant" && text ? [text] : []));
  return conversation.length === 0 ? [config.firstMessage, ...said] : said;
}

function says({ text }: Of<"says">, facts: TestFacts): Verdict {
  const texts = spokenTexts(facts);
  const match = texts.find((spoken) => holds(spoken, text));
  return match === undefined
    ? { passed: false, found: told("The last words were", quote(texts.at(-1) ?? "")) }
    : { passed: true, found: told("It said", quote(match, text)) };
}

function neverSays({ text }: Of<"never_says">, facts: TestFacts): Verdict {
  const match = spokenTexts(facts).find((spoken) => holds(spoken, text));
  return match === undefined
    ? { passed: true, found: "It never said that." }
    : { passed: false, found: told("It said", quote(match, text)) };
}

function promptContains({ text }: Of<"prompt_contains">, { model }: TestedConfig): Verdict {
  const passed = model.messages.some(({ content }) => holds(content, text));
  return { passed, found: passed ? "It stands in the instructions." : "It stands nowhere in the instructions." };
}

function routes({ to }: Of<"routes">, found: FoundRoute | undefined): Verdict {
  if (!found) return { passed: false, found: "Nobody could say where the call leads." };
  if ("unknown" in found) return { passed: false, found: found.unknown };
  return { passed: found.to === to, found: found.words };
}

function verdictOf(expectation: TestExpectation, place: number, facts: TestFacts): Verdict {
  switch (expectation.kind) {
    case "offers_tool":
      return offersTool(expectation, facts.config);
    case "calls_tool":
      return callsTool(expectation, facts.conversation);
    case "says":
      return says(expectation, facts);
    case "never_says":
      return neverSays(expectation, facts);
    case "prompt_contains":
      return promptContains(expectation, facts.config);
    case "routes":
      return routes(expectation, facts.routes.get(place));
  }
}

/** True for what only a conversation can show. */
export function needsConversation({ kind }: TestExpectation): boolean {
  return kind === "calls_tool" || kind === "says" || kind === "never_says";
}

/** Holds each expectation of a test against what was found. Pure. */
export function checkExpectations(expectations: readonly TestExpectation[], facts: TestFacts): TestCheck[] {
  return expectations.map((expectation, place) => ({ expectation, ...verdictOf(expectation, place, facts) }));
}
