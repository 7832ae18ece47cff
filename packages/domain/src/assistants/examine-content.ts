import { assistantFindingsOf } from "@callflex/contracts/assistant-findings";
import type { AssistantContent, AssistantFindings } from "@callflex/contracts/assistant";
import { organizationSettings } from "@callflex/contracts/organization-settings";
import type { PrismaTx } from "@callflex/db/prisma";
import { whyUncallable } from "../contacts/why-uncallable.ts";
import { DomainError } from "../errors.ts";
import { loadKnowledgePrisma, type KnowledgeText } from "../knowledge/load-knowledge.ts";
import { compilePrompt } from "./compile-prompt.ts";

/** What an assistant is judged by beside its content. */
export interface ExaminedFacts {
  timezone: string;
  knowledge: KnowledgeText[];
  organizationDestinations: number;
  ownNumbers: string[];
}

/**
 * Reads what the content of an assistant is judged by.
 *
 * @param assistantId null for one that isn't there yet
 */
export async function readExaminedFacts(
  tx: PrismaTx,
  { organizationId, assistantId }: { organizationId: string; assistantId: string | null },
): Promise<ExaminedFacts> {
  const organization = await tx.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { timezone: true, settings: true },
  });
  const knowledge = assistantId ? await loadKnowledgePrisma(tx, { organizationId, assistantId }) : [];
  const numbers = await tx.phoneNumber.findMany({
    where: { organizationId, state: { not: "released" } },
    select: { e164: true },
  });
  return {
    timezone: organization.timezone,
    knowledge,
    organizationDestinations: organizationSettings.parse(organization.settings).transferDestinations.length,
    ownNumbers: numbers.map(({ e164 }) => e164),
  };
}

/** Looks content over with all that goes into the prompt. Pure. */
export function examineContent(content: AssistantContent, facts: ExaminedFacts): AssistantFindings {
  const { timezone, knowledge, organizationDestinations, ownNumbers } = facts;
  const compiled = compilePrompt({ content, timezone, knowledge });
  return assistantFindingsOf(content, {
    organizationDestinations,
    ownNumbers,
    uncallable: Object.fromEntries(
      content.capabilities.transferDestinations.map(({ number }) => [number, whyUncallable(number)]),
    ),
    compiledLength: compiled.text.length,
    knowledgeLeftOut: compiled.knowledgeLeftOut,
  });
}

/**
 * Lets content go live if nothing stands in its way.
 *
 * @param prefix where the content stands in the request, `/content`
 * @returns what was found, for the history
 * @throws {DomainError} `invalid`, naming each fault
 */
export function requirePublishable(content: AssistantContent, facts: ExaminedFacts, prefix: string): AssistantFindings {
  const findings = examineContent(content, facts);
  const [first] = findings.faults;
  if (!first) return findings;
  const others = findings.faults.length - 1;
  throw new DomainError(
    "invalid",
    `The assistant can't go live like this: ${first.message}${others > 0 ? `, and ${others} more` : ""}.`,
    findings.faults.map(({ pointer, message }) => ({ pointer: `${prefix}${pointer}`, message })),
  );
}
