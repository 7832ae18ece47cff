import { z } from "zod";
import { id } from "./common.ts";

/**
 * Intents of our own in the outbox (`provider = 'callflex'`): the verb that changes a row enqueues one in the same
 * transaction, the relay carries it out.
 */
export const intents = {
  "notification.send": z.strictObject({ notificationId: id, callId: id.optional() }),
  "account_mail.send": z.strictObject({ mailId: id }),
  /** `requestedBy` is null where an API key asked. */
  "call.reprocess": z.strictObject({ callId: id, requestedBy: id.nullable() }),
  /** Of the organization that the intent belongs to; `requestedBy` is null where an API key asked. */
  "vapi_credential.ensure": z.strictObject({}),
  "vapi_credential.rotate": z.strictObject({ requestedBy: id.nullable() }),
  "knowledge.read": z.strictObject({ entryId: id }),
  /** Brings the assistant to VAPI as it then is. */
  "assistant.sync": z.strictObject({ assistantId: id }),
  "assistant.delete": z.strictObject({ assistantId: id }),
  "assistant_test.run": z.strictObject({ runId: id }),
  /** Compares the organization that the intent belongs to with the providers, or everything. */
  "drift.scan": z.strictObject({ scope: z.enum(["organization", "all"]) }),
  "workflow.signal": z.strictObject({
    workflowId: z.string().min(1),
    signal: z.enum(["retry", "abandon"]),
    /** Null where an API key asked. */
    requestedBy: id.nullable(),
  }),
  /** `run` is given for what is begun anew after it had ended. */
  "phone_number.provision": z.strictObject({ phoneNumberId: id, run: id.optional() }),
  "phone_number.release": z.strictObject({ phoneNumberId: id, run: id.optional() }),
  /** `anew` hands it over to VAPI once more where VAPI has lost it, and sets all its addresses. */
  "phone_number.relink": z.strictObject({ phoneNumberId: id, anew: z.boolean().optional() }),
  "test_call.place": z.strictObject({ testCallId: id }),
} as const;
export type IntentType = keyof typeof intents;
export type IntentBody<T extends IntentType> = z.infer<(typeof intents)[T]>;
