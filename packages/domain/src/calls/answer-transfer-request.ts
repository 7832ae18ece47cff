import type { Tx } from "@callflex/db/transaction";
import { whyUncallable } from "../contacts/why-uncallable.ts";
import { loadSettings } from "../organizations/load-settings.ts";
import type { CallKey } from "./ensure-call.ts";
import { loadCapabilities } from "./load-capabilities.ts";
import { findAnswer, insertAction } from "./record-action.ts";

/** Answer to VAPI's transfer-destination-request. */
export type TransferAnswer =
  | {
      destination: {
        type: "number";
        number: string;
        message: string;
        transferPlan: { mode: "warm-transfer-say-summary" };
      };
      message: { type: "request-start"; content: string };
    }
  | { error: string };

/**
 * Names the person that a call is transferred to: the first in the ring order of the assistant, or else of the organization,
 * whom the request was not given before and whose number we let ring. Where nobody is left, the assistant is told to take a message.
 *
 * @param input.requestKey tells one request of the call from the next; a repeat gets the first answer
 * @param input.wanted words of the caller about whom they want, if VAPI tells
 */
export async function answerTransferRequest(
  tx: Tx,
  call: CallKey,
  input: { requestKey: string; wanted: string | null },
): Promise<TransferAnswer> {
  const repeated = await findAnswer(tx, call, input.requestKey);
  if (repeated) return repeated.response as TransferAnswer;

  const own = (await loadCapabilities(tx, call)).transferDestinations;
  const transferDestinations =
    own.length > 0 ? own : (await loadSettings(tx, call.organizationId)).transferDestinations;
  const tried = await tx.rows<{ number: string | null }>(
    `SELECT input ->> 'number' AS number FROM call_actions
     WHERE organization_id = $1 AND call_id = $2 AND started_at = $3 AND type = 'transferCall' AND status = 'succeeded'`,
    [call.organizationId, call.callId, call.startedAt],
  );
  const left = transferDestinations.filter(
    ({ number }) => !tried.some((earlier) => earlier.number === number) && whyUncallable(number) === null,
  );
  const wanted = input.wanted?.toLowerCase() ?? "";
  const chosen =
    left.find(
      (person) =>
        wanted.includes(person.name.toLowerCase()) ||
        (person.department && wanted.includes(person.department.toLowerCase())),
    ) ?? left[0];
  const answer: TransferAnswer = chosen
    ? {
        destination: {
          type: "number",
          number: chosen.number,
          message: `I'm connecting you to ${chosen.name}.`,
          transferPlan: { mode: "warm-transfer-say-summary" },
        },
        message: { type: "request-start", content: `One moment, I'm connecting you to ${chosen.name}.` },
      }
    : { error: "Nobody can take the call right now. Offer to take a message instead." };
  await insertAction(tx, call, {
    toolCallId: input.requestKey,
    type: "transferCall",
    status: chosen ? "succeeded" : "refused",
    input: { wanted: input.wanted, destination: chosen?.name ?? null, number: chosen?.number ?? null },
    answer: {
      text: "error" in answer ? answer.error : answer.message.content,
      response: answer,
    },
  });
  return answer;
}
