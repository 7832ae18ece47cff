import { z } from "zod";
import { parseJson, type VapiMessage } from "./server-message.ts";

/** A function that the assistant wants carried out. */
export interface ToolCall {
  id: string;
  name: string;
  /** As the model gave them: not yet checked. Unreadable arguments are `null`. */
  arguments: unknown;
}

const anyObject = z.record(z.string(), z.unknown());
const args = z.union([anyObject, z.string()]).nullish();
const specified = z.looseObject({ id: z.string(), function: z.looseObject({ name: z.string(), arguments: args }) });
const flat = z.looseObject({ id: z.string(), name: z.string(), arguments: args, parameters: args });
const withTool = z.looseObject({ name: z.string().optional(), toolCall: z.looseObject({ id: z.string() }) });

/** Arguments as the model gave them, as an object or as JSON text; null where the text is none. */
export function readArguments(value: unknown): unknown {
  if (typeof value !== "string") return value ?? {};
  try {
    return parseJson(value);
  } catch {
    return null;
  }
}

function readOne(item: unknown): ToolCall | undefined {
  const bySpec = specified.safeParse(item);
  if (bySpec.success)
    return {
      id: bySpec.data.id,
      name: bySpec.data.function.name,
      arguments: readArguments(bySpec.data.function.arguments),
    };
  const byDocs = flat.safeParse(item);
  if (byDocs.success)
    return {
      id: byDocs.data.id,
      name: byDocs.data.name,
      arguments: readArguments(byDocs.data.arguments ?? byDocs.data.parameters),
    };
  const nested = withTool.safeParse(item);
  if (!nested.success) return undefined;
  const name =
    nested.data.name ??
    z.looseObject({ function: z.looseObject({ name: z.string() }) }).safeParse(item).data?.function.name;
  return readOne({ name, ...nested.data.toolCall });
}

/**
 * The tool calls of a message, whichever of the three shapes in circulation carries them: with a JSON text as arguments,
 * with an object, or flat. Each id once.
 */
export function readToolCalls(message: VapiMessage): ToolCall[] {
  const found = new Map<string, ToolCall>();
  for (const item of [
    ...(message.toolCallList ?? []),
    ...(message.toolCalls ?? []),
    ...(message.toolWithToolCallList ?? []),
  ]) {
    const toolCall = readOne(item);
    if (toolCall && !found.has(toolCall.id)) found.set(toolCall.id, toolCall);
  }
  return [...found.values()];
}
