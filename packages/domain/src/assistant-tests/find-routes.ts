import type { ExpectedRoute, TestExpectation } from "@callflex/contracts/assistant-test";
import type { RouteAnswer } from "@callflex/contracts/routing";
import type { Tx } from "@callflex/db/transaction";
import { decideRoute } from "../routing/decide-route.ts";
import { describeAnswer } from "../routing/describe-answer.ts";
import { loadRoute, loadRouteFacts } from "../routing/load-route-facts.ts";
import { nextMoment } from "./next-moment.ts";
import type { FoundRoute } from "./test-facts.ts";

type RouteExpectation = Extract<TestExpectation, { kind: "routes" }>;

function destinationOf(answer: RouteAnswer, assistantId: string): ExpectedRoute {
  switch (answer.kind) {
    case "assistant":
      return answer.assistantId === assistantId ? "assistant" : "other_assistant";
    case "say":
      return "refuse";
    default:
      return answer.kind;
  }
}

async function firstNumber(tx: Tx, organizationId: string, assistantId: string): Promise<string | null> {
  const [row] = await tx.rows<{ id: string }>(
    `SELECT id FROM phone_numbers WHERE organization_id = $1 AND assistant_id = $2 AND state <> 'released'
     ORDER BY created_at, id LIMIT 1`,
    [organizationId, assistantId],
  );
  return row?.id ?? null;
}

interface Asked {
  organizationId: string;
  assistantId: string;
  now: Date;
}

async function findRoute(tx: Tx, expectation: RouteExpectation, asked: Asked): Promise<FoundRoute> {
  const { organizationId, assistantId, now } = asked;
  const phoneNumberId = expectation.phoneNumberId ?? (await firstNumber(tx, organizationId, assistantId));
  if (!phoneNumberId) return { unknown: "The assistant answers no number yet." };
  const route = await loadRoute(tx, { organizationId, phoneNumberId, callerNumber: expectation.caller });
  if (!route) return { unknown: "The number is gone." };
  const at = nextMoment({ ...expectation, timezone: route.organization.timezone }, now);
  const loaded = await loadRouteFacts(tx, route, { callId: null, now: at, providerLimit: null });
  // Another moment than now: calls that are under way at this one don't count.
  const facts = { ...loaded, liveCalls: 0, liveMessages: 0 };
  const { answer } = decideRoute(facts);
  return { to: destinationOf(answer, assistantId), words: describeAnswer(answer, facts, null).words };
}

/** Asks the code that decides about calls where those of a test would lead. @returns by the place of the expectation */
export async function findRoutes(
  tx: Tx,
  { expectations, ...asked }: Asked & { expectations: readonly TestExpectation[] },
): Promise<Map<number, FoundRoute>> {
  const found = new Map<number, FoundRoute>();
  for (const [place, expectation] of expectations.entries()) {
    if (expectation.kind === "routes") found.set(place, await findRoute(tx, expectation, asked));
  }
  return found;
}
