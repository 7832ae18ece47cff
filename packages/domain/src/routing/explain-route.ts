import type { RouteExplanation } from "@callflex/contracts/api/number-routing";
import { statementsOf } from "@callflex/db/prisma-statements";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { decideRoute } from "./decide-route.ts";
import { openingWords } from "@callflex/contracts/opening-words";
import { describeAnswer } from "./describe-answer.ts";
import { firstWords } from "./first-words.ts";
import { loadRoute, loadRouteFacts } from "./load-route-facts.ts";

/** A question about a moment that is no further away is about now. */
const NOW_MS = 60_000;

const UNKNOWN_LINES = "Whether the telephone provider itself has a free line shows only when a call comes in.";

function notesOn(input: { state: string; live: boolean; at: Date; now: Date }): string[] {
  return [
    ...(input.state === "active" ? [] : ["This number takes no calls at the moment: this is how it would take them."]),
    ...(input.live
      ? []
      : ["Calls at the same time are not known for another moment, so every line of your plan counts as free."]),
    ...(input.live
      ? []
      : [
          input.at > input.now
            ? "Rules, plan and minutes are those of today. Until then they can change."
            : "Rules, plan and minutes are those of today. They may have been others then.",
        ]),
    UNKNOWN_LINES,
  ];
}

/**
 * Says what happens when somebody calls a number, by the code that decides about the calls that come in.
 *
 * @param input.caller in E.164; null for a caller who shows no number
 * @param input.at the moment of the call; calls that run are only counted when that is now
 * @param input.now our clock
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function explainRoute({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; caller: string | null; at: Date; now: Date };
}): Promise<RouteExplanation> {
  requirePermission(ctx.actor, "phone_numbers.read");
  const { caller, at, now } = input;
  const { organizationId } = ctx.actor;
  const tx = statementsOf(ctx.tx);
  const route = await loadRoute(tx, { organizationId, phoneNumberId: input.id, callerNumber: caller });
  if (!route) throw new DomainError("not_found", "There is no such number.");

  const live = Math.abs(at.getTime() - now.getTime()) <= NOW_MS;
  const loaded = await loadRouteFacts(tx, route, { callId: null, now: at, usageAt: now, providerLimit: null });
  const facts = live ? loaded : { ...loaded, liveCalls: 0, liveMessages: 0 };
  const { answer, steps } = decideRoute(facts);
  const first = await firstWords(tx, route, answer);
  return {
    at: at.toISOString(),
    liveCallsCounted: live,
    steps,
    answer: describeAnswer(answer, facts, first && openingWords(first.disclosure, first.own)),
    notes: notesOn({ state: route.state, live, at, now }),
  };
}
