/** What the worker registers: Temporal takes the names of this module's exports as workflow types. */
export { deleteAssistant } from "./delete-assistant.ts";
export { deleteDue } from "./delete-due.ts";
export { maintainPartitions } from "./maintain-partitions.ts";
export { processCallEnd } from "./process-call-end.ts";
export { readKnowledge } from "./read-knowledge.ts";
export { provisionPhoneNumber } from "./provision-phone-number.ts";
export { releasePhoneNumber } from "./release-phone-number.ts";
export { relinkPhoneNumber } from "./relink-phone-number.ts";
export { runAssistantTest } from "./run-assistant-test.ts";
export { reconcileCalls } from "./reconcile-calls.ts";
export { scanDrift } from "./scan-drift.ts";
export { sendAccountMail } from "./send-account-mail.ts";
export { sendNotification } from "./send-notification.ts";
export { sweepRetention } from "./sweep-retention.ts";
export { syncAssistant } from "./sync-assistant.ts";
export { ensureVapiCredential, rotateVapiCredential } from "./vapi-credential.ts";
export { testCall } from "./test-call.ts";
