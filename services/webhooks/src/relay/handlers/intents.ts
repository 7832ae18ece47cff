import { intents, type IntentBody, type IntentType } from "@callflex/contracts/intents";
import {
  RETRY_SIGNAL,
  SYNC_SIGNAL,
  workflowId,
  WORKFLOWS,
  type PhoneNumberInput,
  type AssistantInput,
  type DriftScanInput,
  type ProcessCallEndInput,
  type ReadKnowledgeInput,
  type RelinkNumberInput,
  type RunAssistantTestInput,
  type SendAccountMailInput,
  type SendNotificationInput,
  type VapiCredentialInput,
  type TestCallInput,
} from "@callflex/contracts/workflow";
import type { ClaimedEvent } from "@callflex/domain/outbox/claim-batch";
import { replaceGoneWorkflow } from "@callflex/domain/phone-numbers/replace-gone-workflow";
import type { Handled, Handler, HandlerContext } from "../handler.ts";

function intent<T extends IntentType>(
  type: T,
  handle: (
    context: HandlerContext,
    intent: { organizationId: string; eventId: string; body: IntentBody<T> },
  ) => Promise<void>,
): Handler {
  return async (context, event: ClaimedEvent): Promise<Handled> => {
    const body = intents[type].parse(JSON.parse(event.body.toString("utf8"))) as IntentBody<T>;
    await handle(context, { organizationId: event.organizationId ?? event.scope, eventId: event.id, body });
    return "done";
  };
}

const handlers: { [T in IntentType]: Handler } = {
  "notification.send": intent("notification.send", async ({ workflows }, { organizationId, body }) => {
    const { notificationId, callId } = body;
    const input: SendNotificationInput = { organizationId, notificationId, ...(callId ? { callId } : {}) };
    await workflows.start({
      workflowType: WORKFLOWS.sendNotification,
      workflowId: workflowId.notification(notificationId),
      args: [input],
      organizationId,
      ...(callId ? { callId } : {}),
      summary: `Notification ${notificationId}${callId ? ` about call ${callId}` : ""}`,
    });
  }),
  "account_mail.send": intent("account_mail.send", async ({ workflows }, { organizationId, body }) => {
    const input: SendAccountMailInput = { mailId: body.mailId };
    await workflows.start({
      workflowType: WORKFLOWS.sendAccountMail,
      workflowId: workflowId.accountMail(body.mailId),
      args: [input],
      organizationId,
      summary: `Mail ${body.mailId} about an account or a team`,
    });
  }),
  "call.reprocess": intent("call.reprocess", async ({ workflows }, { organizationId, eventId, body }) => {
    const input: ProcessCallEndInput = { organizationId, callId: body.callId, eventId };
    await workflows.start({
      workflowType: WORKFLOWS.processCallEnd,
      workflowId: workflowId.callEndRerun(body.callId, eventId),
      args: [input],
      organizationId,
      callId: body.callId,
      summary: `Call ${body.callId} is processed again`,
    });
  }),
  "vapi_credential.ensure": intent("vapi_credential.ensure", async ({ workflows }, { organizationId, eventId }) => {
    const input: VapiCredentialInput = { organizationId };
    await workflows.start({
      workflowType: WORKFLOWS.ensureVapiCredential,
      workflowId: workflowId.vapiCredential(organizationId, eventId),
      args: [input],
      organizationId,
      summary: "Credential by which VAPI signs",
    });
  }),
  "vapi_credential.rotate": intent("vapi_credential.rotate", async ({ workflows }, { organizationId, eventId }) => {
    const input: VapiCredentialInput = { organizationId };
    await workflows.start({
      workflowType: WORKFLOWS.rotateVapiCredential,
      workflowId: workflowId.vapiCredential(organizationId, eventId),
      args: [input],
      organizationId,
      summary: "Another secret by which VAPI signs",
    });
  }),
  "phone_number.provision": intent("phone_number.provision", async ({ workflows }, { organizationId, body }) => {
    const { phoneNumberId, run } = body;
    await workflows.start({
      workflowType: WORKFLOWS.provisionPhoneNumber,
      workflowId: run ? workflowId.provisionAgain(phoneNumberId, run) : workflowId.provision(phoneNumberId),
      args: [{ organizationId, phoneNumberId } satisfies PhoneNumberInput],
      organizationId,
      phoneNumberId,
      summary: `Number ${phoneNumberId} is set up`,
    });
  }),
  "phone_number.release": intent("phone_number.release", async ({ workflows }, { organizationId, body }) => {
    const { phoneNumberId, run } = body;
    await workflows.start({
      workflowType: WORKFLOWS.releasePhoneNumber,
      workflowId: run ? workflowId.releaseAgain(phoneNumberId, run) : workflowId.release(phoneNumberId),
      args: [{ organizationId, phoneNumberId } satisfies PhoneNumberInput],
      organizationId,
      phoneNumberId,
      summary: `Number ${phoneNumberId} is given back`,
    });
  }),
  "phone_number.relink": intent("phone_number.relink", async ({ workflows }, { organizationId, eventId, body }) => {
    const { phoneNumberId, anew } = body;
    const input: RelinkNumberInput = { organizationId, phoneNumberId, ...(anew ? { anew } : {}) };
    await workflows.start({
      workflowType: WORKFLOWS.relinkPhoneNumber,
      workflowId: workflowId.relink(phoneNumberId, eventId),
      args: [input],
      organizationId,
      phoneNumberId,
      summary: anew ? `Number ${phoneNumberId} is put right` : `Number ${phoneNumberId} gets another fallback`,
    });
  }),
  "knowledge.read": intent("knowledge.read", async ({ workflows }, { organizationId, eventId, body }) => {
    const input: ReadKnowledgeInput = { organizationId, entryId: body.entryId };
    await workflows.start({
      workflowType: WORKFLOWS.readKnowledge,
      workflowId: workflowId.knowledge(body.entryId, eventId),
      args: [input],
      organizationId,
      summary: `Knowledge entry ${body.entryId} is read`,
    });
  }),
  "assistant.sync": intent("assistant.sync", async ({ workflows }, { organizationId, body: { assistantId } }) => {
    const input: AssistantInput = { organizationId, assistantId };
    await workflows.signalWithStart(
      {
        workflowType: WORKFLOWS.syncAssistant,
        workflowId: workflowId.syncAssistant(assistantId),
        args: [input],
        organizationId,
        summary: `Assistant ${assistantId} to VAPI`,
      },
      SYNC_SIGNAL,
    );
  }),
  "assistant.delete": intent("assistant.delete", async ({ workflows }, { organizationId, body: { assistantId } }) => {
    const input: AssistantInput = { organizationId, assistantId };
    await workflows.start({
      workflowType: WORKFLOWS.deleteAssistant,
      workflowId: workflowId.deleteAssistant(assistantId),
      args: [input],
      organizationId,
      summary: `Assistant ${assistantId} away from VAPI`,
    });
  }),
  "assistant_test.run": intent("assistant_test.run", async ({ workflows }, { organizationId, body }) => {
    const input: RunAssistantTestInput = { organizationId, runId: body.runId };
    await workflows.start({
      workflowType: WORKFLOWS.runAssistantTest,
      workflowId: workflowId.assistantTest(body.runId),
      args: [input],
      organizationId,
      summary: `Tests of an assistant, run ${body.runId}`,
    });
  }),
  "drift.scan": intent("drift.scan", async ({ workflows }, { organizationId, eventId, body }) => {
    const input: DriftScanInput = { organizationId: body.scope === "all" ? null : organizationId };
    await workflows.start({
      workflowType: WORKFLOWS.scanDrift,
      workflowId: workflowId.driftScan(eventId),
      args: [input],
      organizationId,
      summary: "Comparison of the providers with the database",
    });
  }),
  "workflow.signal": intent("workflow.signal", async ({ workflows, prepare }, { organizationId, body }) => {
    const heard = await workflows.signal(body.workflowId, body.signal);
    if (heard || body.signal !== RETRY_SIGNAL) return;
    await prepare((tx) => replaceGoneWorkflow(tx, { organizationId, workflowId: body.workflowId }));
  }),
  "test_call.place": intent("test_call.place", async ({ workflows }, { organizationId, body }) => {
    const input: TestCallInput = { organizationId, testCallId: body.testCallId };
    await workflows.start({
      workflowType: WORKFLOWS.testCall,
      workflowId: workflowId.testCall(body.testCallId),
      args: [input],
      organizationId,
      summary: `Test call ${body.testCallId}`,
    });
  }),
};

export const intentHandlers: Record<string, Handler> = handlers;
