import { numberRouting, type NumberRouting } from "@callflex/contracts/routing";
import type { VerbContext } from "../context.ts";
import { ASSISTANT_RULES } from "../routing/rule-targets.ts";

/** A number that leads to an assistant: as its own, or by a rule. */
export interface UsingNumber {
  id: string;
  e164: string;
  isOwn: boolean;
  routing: NumberRouting;
}

function names(rule: { do: string; assistantId?: string } | null, assistantId: string): boolean {
  return rule?.do === "other_assistant" && rule.assistantId === assistantId;
}

/** Numbers of the organization that an assistant answers, always or by some rule. */
export async function numbersUsing({ tx, actor }: VerbContext, assistantId: string): Promise<UsingNumber[]> {
  const rows = await tx.phoneNumber.findMany({
    where: { organizationId: actor.organizationId, state: { not: "released" } },
    select: { id: true, e164: true, assistantId: true, routing: true },
    orderBy: { createdAt: "asc" },
  });
  return rows
    .map((row) => ({
      id: row.id,
      e164: row.e164,
      isOwn: row.assistantId === assistantId,
      routing: numberRouting.parse(row.routing),
    }))
    .filter(({ isOwn, routing }) => isOwn || ASSISTANT_RULES.some((rule) => names(routing[rule], assistantId)));
}

/** Takes an assistant out of the numbers that it answers: what it took, their own assistant takes, if they have one. */
export async function leaveNumbers(
  { tx, actor }: VerbContext,
  numbers: readonly UsingNumber[],
  assistantId: string,
): Promise<void> {
  for (const { id, isOwn, routing } of numbers) {
    const rules = ASSISTANT_RULES.filter((rule) => names(routing[rule], assistantId));
    const changed = Object.fromEntries(rules.map((rule) => [rule, { do: "assistant" as const }]));
    await tx.phoneNumber.updateMany({
      where: { organizationId: actor.organizationId, id },
      data: {
        version: { increment: 1 },
        ...(isOwn ? { assistantId: null } : {}),
        ...(rules.length > 0 ? { routing: { ...routing, ...changed } as object } : {}),
      },
    });
  }
}
