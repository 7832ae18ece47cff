import type { CallRecord } from "../state/call-record.ts";
import type { VapiAnalysisPlan } from "../state/vapi-resources.ts";
import { isGoodbye } from "./dialogue/dialogue.ts";
import { fits } from "./dialogue/fits.ts";
import { emptyShape, putAt, schemaType, slotsOf, type JsonSchema, type Slot } from "./dialogue/json-schema.ts";
import { kindOf, readValue } from "./dialogue/read-value.ts";
import { conceptsIn, sayName } from "./dialogue/words.ts";

/** What VAPI finds out about a call after it. All members are missing when the call was too short. */
export interface CallAnalysis {
  summary?: string;
  structuredData?: Record<string, unknown>;
  successEvaluation?: string;
}

/** Utterances below which nothing is analysed, unless the plan says otherwise. */
const DEFAULT_THRESHOLD = 2;

/** Texts of each rubric for a call that went well and for one that did not. */
const RUBRICS: Record<string, readonly [string, string]> = {
  NumericScale: ["9", "3"],
  DescriptiveScale: ["Excellent", "Poor"],
  PercentageScale: ["90%", "20%"],
  LikertScale: ["Strongly Agree", "Disagree"],
};

/** Analyses a call as its assistant's plan says. */
export function analyse(call: CallRecord): CallAnalysis {
  const plan: VapiAnalysisPlan = call.assistant?.analysisPlan ?? {};
  const spoken = call.turns.filter((turn) => turn.role === "bot" || turn.role === "user");
  const callerSpoke = spoken.some((turn) => turn.role === "user");
  if (!callerSpoke || spoken.length < (plan.minMessagesThreshold ?? DEFAULT_THRESHOLD)) return {};
  const { summaryPlan, structuredDataPlan, successEvaluationPlan } = plan;
  const schema = structuredDataPlan?.schema as JsonSchema | undefined;
  return {
    ...(summaryPlan?.enabled === false ? {} : { summary: summarise(call) }),
    ...(structuredDataPlan?.enabled && schema ? { structuredData: structure(call, schema) } : {}),
    ...(successEvaluationPlan?.enabled === false
      ? {}
      : { successEvaluation: judge(call, successEvaluationPlan?.rubric) }),
  };
}

function summarise(call: CallRecord): string {
  const opening = call.turns.find((turn) => turn.role === "user")?.text ?? "";
  const name = readValue(opening, "name", { type: "string" }, { asked: false, now: new Date(call.createdAt) });
  const used = call.turns.flatMap((turn) => turn.toolCalls ?? []).map((tool) => sayName(tool.name));
  const what = used.length > 0 ? ` The assistant used: ${[...new Set(used)].join(", ")}.` : "";
  const end = call.destination ? " The call was forwarded." : "";
  return `${typeof name === "string" ? name : "The caller"} said: "${opening}"${what}${end}`;
}

/** Fills a schema from the arguments of the call's tools and from what is certain in the caller's words. */
function structure(call: CallRecord, schema: JsonSchema): Record<string, unknown> {
  const data = emptyShape(schema);
  const said = call.turns.filter((turn) => turn.role === "user").map((turn) => turn.text);
  const toolCalls = call.turns.flatMap((turn) => turn.toolCalls ?? []);
  const known: Record<string, unknown> = Object.assign({}, ...toolCalls.map((tool) => tool.arguments));
  for (const slot of slotsOf(schema)) {
    const value = fits(known[slot.name], slot.schema) ? known[slot.name] : readFromCall(call, said, slot);
    if (value !== undefined) putAt(data, slot.path, value);
  }
  return data;
}

function readFromCall(call: CallRecord, said: string[], slot: Slot): unknown {
  if (schemaType(slot.schema) === "boolean") {
    const heard = conceptsIn(said.join(" "));
    return [...conceptsIn(sayName(slot.name))].some((concept) => heard.has(concept));
  }
  if (slot.schema.enum?.includes("neutral"))
    return mood(said.filter((text) => !isGoodbye(text)).join(" "), slot.schema.enum);
  const context = { asked: false, callerNumber: call.customerNumber ?? undefined, now: new Date(call.createdAt) };
  const certain = said.map((text) => readValue(text, slot.name, slot.schema, context)).find((v) => v !== undefined);
  if (certain !== undefined || kindOf(slot.name, slot.schema) !== "matter") return certain;
  return fits(said[0], slot.schema) ? said[0] : undefined;
}

/** The caller's mood by their words, as one of the given options. */
function mood(said: string, options: unknown[]): unknown {
  const bad = /\b(terrible|angry|annoyed|frustrat\w*|unacceptable|complain\w*|emergency|ridiculous)\b/i.test(said);
  const good = /\b(thank|thanks|great|wonderful|perfect|lovely)\b/i.test(said);
  const wanted = bad ? "negative" : good ? "positive" : "neutral";
  return options.includes(wanted) ? wanted : "neutral";
}

function judge(call: CallRecord, rubric: string | undefined): string {
  const good = call.toolSucceeded || call.destination !== undefined;
  const [best, worst] = RUBRICS[rubric ?? "PassFail"] ?? ["true", "false"];
  return good ? best : worst;
}
