import type { TestCallKind } from "@callflex/contracts/api/test-calls";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";

/** What an organization may ask for within 24 hours. A telephone rings, and costs, each time; typing is cheap. */
export const DAILY_CAPS: Readonly<Record<TestCallKind, number>> = { call_me: 20, web: 60 };

/** How often one telephone may be rung within 24 hours, by all organizations together: nobody is pestered. */
export const DAILY_CAP_PER_TELEPHONE = 5;

/** What a telephone that was rung too often means to whoever asked. */
export const TELEPHONE_CAP_WORDS = `This telephone was called ${DAILY_CAP_PER_TELEPHONE} times in the last 24 hours, which is as often as a test may ring it. Use another one, or talk to the assistant in the browser.`;

/**
 * Counts what the organization asked for lately. Requests of an organization wait for each other here, so that none
 * slips past the cap.
 *
 * @throws {DomainError} `limit_reached` when the cap is reached
 */
export async function requireUnderCap(
  { tx, actor }: VerbContext,
  { kind, toNumber }: { kind: TestCallKind; toNumber: string | null },
): Promise<void> {
  const { organizationId } = actor;
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`test-calls/${organizationId}`}, 0))) AS held`;
  const [counted] = await tx.$queryRaw<{ asked: number; telephone: number }[]>`
    SELECT count(*) FILTER (WHERE kind = ${kind})::integer AS asked,
           count(*) FILTER (WHERE to_number = ${toNumber})::integer AS telephone
    FROM test_calls
    WHERE organization_id = ${organizationId}::uuid AND created_at > now() - interval '24 hours'`;
  const { asked = 0, telephone = 0 } = counted ?? {};
  if (telephone >= DAILY_CAP_PER_TELEPHONE) throw new DomainError("limit_reached", TELEPHONE_CAP_WORDS);
  if (asked < DAILY_CAPS[kind]) return;
  const what = kind === "call_me" ? "test calls to telephones" : "conversations in the browser";
  throw new DomainError(
    "limit_reached",
    `Your organization has made ${asked} ${what} in the last 24 hours, which is as many as it may. Try again tomorrow.`,
  );
}
