import type { TestCall, TestCallCreateRequest } from "@callflex/contracts/api/test-calls";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import { isOfCountry } from "../contacts/is-of-country.ts";
import { whyUncallable } from "../contacts/why-uncallable.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireUnderCap } from "./daily-caps.ts";
import { getTestCall } from "./get-test-call.ts";
import { requireCovered } from "./require-covered.ts";
import { requireReadyAssistant } from "./require-ready-assistant.ts";

interface CallingNumber {
  id: string;
  e164: string;
  country: string;
  state: string;
  vapi_phone_number_id: string | null;
  assistant_id: string | null;
}

async function requireCallingNumber({ tx, actor }: VerbContext, id: string): Promise<CallingNumber> {
  const [number] = await tx.$queryRaw<CallingNumber[]>`
    SELECT id, e164, country, state, vapi_phone_number_id, assistant_id FROM phone_numbers
    WHERE organization_id = ${actor.organizationId}::uuid AND id = ${id}::uuid`;
  if (!number) throw new DomainError("not_found", "There is no such phone number.");
  if (number.state === "provisioning")
    throw new DomainError("conflict", "This phone number is still being set up. Try again when it is ready.");
  if (number.state !== "active" || !number.vapi_phone_number_id)
    throw new DomainError("conflict", "This phone number takes no calls. Choose another one.");
  return number;
}

function requireCallable(number: CallingNumber, toNumber: string): void {
  if (toNumber === number.e164)
    throw new DomainError("invalid", "This is the number that calls. Give the number of your own telephone.");
  if (!isOfCountry(toNumber, number.country))
    throw new DomainError("invalid", "Give a telephone number of the country that the calling number is in.");
  const why = whyUncallable(toNumber);
  if (why)
    throw new DomainError("invalid", `This is ${why}, which no test call rings. Give your own telephone's number.`);
}

/**
 * Asks for a call that lets a person hear an assistant: on their telephone, or in the browser. It is placed by a workflow.
 *
 * @returns the test call; its `state` and `callId` tell how it goes on
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` for an assistant or a number that isn't ready; `limit_reached`
 *   when plan, lines or the daily cap allow no more; `invalid` for a telephone that can't be called
 */
export async function requestTestCall({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: TestCallCreateRequest;
}): Promise<TestCall> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId, userId } = ctx.actor;
  const number = input.kind === "call_me" ? await requireCallingNumber(ctx, input.phoneNumberId) : null;
  const assistantId = input.assistantId ?? number?.assistant_id;
  if (!assistantId)
    throw new DomainError(
      "conflict",
      "No assistant answers this number yet. Choose one for the number, or for the test.",
    );
  await requireReadyAssistant(ctx, assistantId);
  const toNumber = input.kind === "call_me" ? input.toNumber : null;
  if (number && toNumber) requireCallable(number, toNumber);
  // First: it holds back the organization's other requests, whose test calls the lines are counted with.
  await requireUnderCap(ctx, { kind: input.kind, toNumber });
  await requireCovered(ctx);

  const id = newId();
  const consentAt = input.kind === "call_me" ? new Date() : null;
  await ctx.tx.$executeRaw`
    INSERT INTO test_calls (id, organization_id, kind, assistant_id, phone_number_id, to_number, consent_at, requested_by)
    VALUES (${id}::uuid, ${organizationId}::uuid, ${input.kind}, ${assistantId}::uuid, ${number?.id ?? null}::uuid, ${toNumber},
            ${consentAt}::timestamptz, ${userId ?? null}::uuid)`;
  await enqueueIntentPrisma(ctx.tx, {
    type: "test_call.place",
    organizationId,
    eventKey: `test_call.place/${id}`,
    body: { testCallId: id },
  });
  await recordAudit(ctx, {
    action: "test_call.requested",
    entityType: "test_call",
    entityId: id,
    after: {
      kind: input.kind,
      assistantId,
      ...(number ? { phoneNumberId: number.id, toNumber, consentAt: consentAt?.toISOString() } : {}),
    },
  });
  return getTestCall({ ctx, input: { id } });
}
