import type { AssistantDrift } from "@callflex/contracts/api/assistants";
import type { VapiAssistantConfig } from "./vapi-config.ts";

/** What VAPI says of an assistant; every part may have been taken away there. */
type FoundConfig = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when a list has the same items, in whatever order: none of what we push means anything by its order. */
function hasSameItems(found: unknown[], ours: unknown[]): boolean {
  const left = [...found];
  return (
    found.length === ours.length &&
    ours.every((item) => {
      const at = left.findIndex((other) => contains(other, item));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    })
  );
}

/** True when all of `ours` is in `found`; VAPI adds defaults of its own to objects, never to lists. */
function contains(found: unknown, ours: unknown): boolean {
  if (Array.isArray(ours)) return Array.isArray(found) && hasSameItems(found, ours as unknown[]);
  if (!isObject(ours)) return found === ours || (ours === undefined && found === null);
  return isObject(found) && Object.entries(ours).every(([key, value]) => contains(found[key], value));
}

/** Text for people; of what isn't text, nothing. */
function said(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function instructions(model: unknown): unknown {
  const messages = isObject(model) && Array.isArray(model["messages"]) ? (model["messages"] as unknown[]) : [];
  return messages.map((message) => (isObject(message) ? said(message["content"]) : "")).join("\n\n");
}

function functionNames(model: unknown): string {
  const tools = isObject(model) && Array.isArray(model["tools"]) ? (model["tools"] as unknown[]) : [];
  const names = tools.map((tool) => {
    const described = isObject(tool) ? tool["function"] : undefined;
    return isObject(described) ? said(described["name"]) : said(isObject(tool) ? tool["type"] : undefined);
  });
  return names.join(", ");
}

function voiceName(voice: unknown): string {
  return isObject(voice) ? said(voice["voiceId"]) : "";
}

function languageOf(transcriber: unknown): string {
  return isObject(transcriber) ? said(transcriber["language"]) : "";
}

/** The parts that people know by name: how to compare them, and how to show them. */
const PARTS: { part: string; of: (config: FoundConfig) => unknown; text: (config: FoundConfig) => string }[] = [
  { part: "Name", of: (config) => config["name"], text: (config) => said(config["name"]) },
  { part: "Greeting", of: (config) => config["firstMessage"], text: (config) => said(config["firstMessage"]) },
  {
    part: "Instructions",
    of: (config) => instructions(config["model"]),
    text: (config) => said(instructions(config["model"])),
  },
  {
    part: "Functions",
    of: (config) => (isObject(config["model"]) ? config["model"]["tools"] : undefined),
    text: (config) => functionNames(config["model"]),
  },
  { part: "Voice", of: (config) => config["voice"], text: (config) => voiceName(config["voice"]) },
  { part: "Language", of: (config) => config["transcriber"], text: (config) => languageOf(config["transcriber"]) },
];

/** Everything but the parts above. */
function rest(config: FoundConfig): FoundConfig {
  const { name: _n, firstMessage: _f, voice: _v, transcriber: _t, metadata: _m, model, ...others } = config;
  const { messages: _messages, tools: _tools, ...tuning } = isObject(model) ? model : {};
  return { ...others, model: tuning };
}

/** What VAPI keeps of parts that it took otherwise than we gave them, by part: as long as it stays so, nobody has changed it. */
export type PushEcho = Readonly<Record<string, unknown>>;

/** A part or another setting that stands otherwise there. */
interface Differing {
  key: string;
  part: string | null;
  ours: string;
  found: string;
  /** What VAPI has; null where it has nothing. */
  value: unknown;
}

function differing(ours: FoundConfig, found: FoundConfig): Differing[] {
  const named = PARTS.filter(({ of }) => !contains(of(found), of(ours))).map(({ part, of, text }) => ({
    key: part,
    part,
    ours: text(ours),
    found: text(found),
    value: of(found) ?? null,
  }));
  const others = Object.entries(rest(ours))
    .filter(([key, value]) => !contains(rest(found)[key], value))
    .map(([key]) => ({ key: `setting ${key}`, part: null, ours: "", found: key, value: rest(found)[key] ?? null }));
  return [...named, ...others];
}

/**
 * What VAPI made of a push, to be told from what people change there later.
 *
 * @param ours what was pushed
 * @param answered the assistant as VAPI answered it
 * @returns empty where it took all as it was given
 */
export function echoOf(ours: VapiAssistantConfig, answered: object): PushEcho {
  const parts = differing(ours as FoundConfig, answered as FoundConfig);
  return Object.fromEntries(parts.map(({ key, value }) => [key, value]));
}

/**
 * What of an assistant stands otherwise at VAPI than we put it there. What VAPI has beyond ours are its own defaults, and don't
 * count; neither does what it made of ours itself. The texts are for people: they name no provider.
 *
 * @param ours what was pushed
 * @param found what VAPI has
 * @param echo what VAPI made of that push
 * @returns nothing where all is as it was pushed
 */
export function configDrift(ours: VapiAssistantConfig, found: object, echo: PushEcho = {}): AssistantDrift[] {
  const changed = differing(ours as FoundConfig, found as FoundConfig).filter(
    ({ key, value }) => !(key in echo && contains(value, echo[key])),
  );
  const named = changed.flatMap((one) =>
    one.part === null ? [] : [{ part: one.part, ours: one.ours, found: one.found }],
  );
  const others = changed.filter(({ part }) => part === null).map(({ found: setting }) => setting);
  if (others.length === 0) return named;
  return [...named, { part: "Other settings", ours: "as they are set here", found: `other: ${others.join(", ")}` }];
}
