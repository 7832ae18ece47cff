import type { NumberDisclosureState } from "@callflex/contracts/api/number-disclosure";
import { statementsOf } from "@callflex/db/prisma-statements";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { loadSpeaker } from "../routing/load-speaker.ts";
import { readNumber, type NumberRow } from "../routing/number-row.ts";
import { chosenDisclosure } from "./disclosure-of.ts";
import { openingWords } from "@callflex/contracts/opening-words";
import { suggestDisclosure, type NumberPlace } from "./suggest-disclosure.ts";

function placeOf({ e164, country, region, number_type }: NumberRow): NumberPlace {
  return { e164, country, region, tollFree: number_type === "toll_free" };
}

/** A number's disclosure as the API shows it. */
export async function describeDisclosure(ctx: VerbContext, number: NumberRow): Promise<NumberDisclosureState> {
  const { organizationId } = ctx.actor;
  const { assistant_id: assistantId } = number;
  const speaker = assistantId ? await loadSpeaker(statementsOf(ctx.tx), { organizationId, assistantId }) : null;
  const suggestion = suggestDisclosure(placeOf(number), speaker?.language ?? "en");
  const chosen = chosenDisclosure(number.disclosure);
  const disclosure = chosen ?? suggestion.disclosure;
  return {
    disclosure,
    chosen: chosen !== null,
    suggestion,
    firstMessage: speaker?.firstMessage ?? null,
    opening: speaker ? openingWords(disclosure, speaker.firstMessage) : null,
    version: number.version,
  };
}

/**
 * What callers of a number are told first, and what is suggested.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getNumberDisclosure({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<NumberDisclosureState> {
  requirePermission(ctx.actor, "phone_numbers.read");
  return describeDisclosure(ctx, await readNumber(ctx, input.id));
}
