import { withoutTemplates } from "@callflex/contracts/render-prompt";
import type { AssistantLanguage } from "@callflex/contracts/template";
import type { Tx } from "@callflex/db/transaction";
import { spokenLanguages } from "../assistants/languages.ts";
import { whyUncallable } from "../contacts/why-uncallable.ts";
import { loadSettings } from "../organizations/load-settings.ts";
import { spokenTexts } from "../routing/spoken-texts.ts";
import type { CallKey } from "./ensure-call.ts";
import { loadAnsweredCall } from "./load-answered-call.ts";
import { findAnswer, insertAction } from "./record-action.ts";

interface TransferPlan {
  mode: "warm-transfer-say-summary";
  summaryPlan?: { enabled: true; messages: { role: "system" | "user"; content: string }[] };
}

/** Whoever is rung hears a summary of the call; VAPI's own instructions for it are English and name no language. */
function transferPlanIn(language: AssistantLanguage): TransferPlan {
  const mode = "warm-transfer-say-summary";
  if (language === "en") return { mode };
  const { name } = spokenLanguages[language];
  const content = `Sum the call up in two or three short ${name} sentences for the person who takes it over. Answer with these sentences alone.`;
  const messages = [
    { role: "system" as const, content },
    { role: "user" as const, content: "The call so far:\n\n{{transcript}}" },
  ];
  return { mode, summaryPlan: { enabled: true, messages } };
}

/** Answer to VAPI's transfer-destination-request. */
export type TransferAnswer =
  | {
      destination: {
        type: "number";
        number: string;
        message: string;
        transferPlan: TransferPlan;
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

  const { language, capabilities } = await loadAnsweredCall(tx, call);
  const own = capabilities.transferDestinations;
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
  const texts = spokenTexts[language];
  const name = withoutTemplates(chosen?.name ?? "");
  const answer: TransferAnswer = chosen
    ? {
        destination: {
          type: "number",
          number: chosen.number,
          message: texts.transfer(name),
          transferPlan: transferPlanIn(language),
        },
        message: { type: "request-start", content: texts.transferBegins(name) },
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
