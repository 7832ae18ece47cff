/** What workflows, the relay and schedules share. Loaded into workflow bundles, so it imports nothing. */

export const TASK_QUEUE = "callflex";

/** Search attributes registered on the namespace. */
export const SEARCH_ATTRIBUTES = {
  organizationId: "OrganizationId",
  callId: "CallId",
  phoneNumberId: "PhoneNumberId",
  needsAttention: "NeedsAttention",
} as const;

/** Signals that a person sends to a workflow that waits with NeedsAttention. */
export const RETRY_SIGNAL = "retry";
export const ABANDON_SIGNAL = "abandon";

/** Signal of the delivery status callback to `sendNotification`. */
export const DELIVERY_STATUS_SIGNAL = "deliveryStatus";

/** Signal to `syncAssistant`: the assistant has changed. */
export const SYNC_SIGNAL = "sync";

export interface ProcessCallEndInput {
  organizationId: string;
  callId: string;
  /** Outbox event that carries the report. */
  eventId: string;
}

export interface SendNotificationInput {
  organizationId: string;
  notificationId: string;
  /** Absent for what is not about a call. */
  callId?: string;
}

export interface SendAccountMailInput {
  mailId: string;
}

/** What a workflow about an assistant is about. */
export interface AssistantInput {
  organizationId: string;
  assistantId: string;
}

/** What a workflow about an organization's credential at VAPI is about. */
export interface VapiCredentialInput {
  organizationId: string;
}

/** Of `provisionPhoneNumber`, `releasePhoneNumber` and `relinkPhoneNumber`. */
export interface PhoneNumberInput {
  organizationId: string;
  phoneNumberId: string;
}

export interface ReadKnowledgeInput {
  organizationId: string;
  entryId: string;
}

export interface TestCallInput {
  organizationId: string;
  testCallId: string;
}

export interface RunAssistantTestInput {
  organizationId: string;
  runId: string;
}

export interface RelinkNumberInput extends PhoneNumberInput {
  /** Hands the number over to VAPI once more where VAPI has lost it, and sets all its addresses. */
  anew?: boolean;
}

/** Whom a comparison with the providers is about; null for everybody and nobody. */
export interface DriftScanInput {
  organizationId: string | null;
}

/** Final word of a provider about a message. */
export type DeliveryStatus = "delivered" | "failed";

export const WORKFLOWS = {
  processCallEnd: "processCallEnd",
  sendNotification: "sendNotification",
  sendAccountMail: "sendAccountMail",
  readKnowledge: "readKnowledge",
  runAssistantTest: "runAssistantTest",
  deleteDue: "deleteDue",
  maintainPartitions: "maintainPartitions",
  sweepRetention: "sweepRetention",
  reconcileCalls: "reconcileCalls",
  ensureVapiCredential: "ensureVapiCredential",
  rotateVapiCredential: "rotateVapiCredential",
  scanDrift: "scanDrift",
  provisionPhoneNumber: "provisionPhoneNumber",
  releasePhoneNumber: "releasePhoneNumber",
  relinkPhoneNumber: "relinkPhoneNumber",
  testCall: "testCall",
  syncAssistant: "syncAssistant",
  deleteAssistant: "deleteAssistant",
} as const;

/** Workflow ids are business keys: starting twice means that the first one does the work. */
export const workflowId = {
  callEnd: (callId: string) => `call-end/${callId}`,
  /** A later report or a person's re-run of the same call; `run` is the event that asked for it. */
  callEndRerun: (callId: string, run: string) => `call-end/${callId}/rerun/${run}`,
  notification: (notificationId: string) => `notification/${notificationId}`,
  /** An entry may be read again; `reading` is the event that asked for it. */
  knowledge: (entryId: string, reading: string) => `knowledge/${entryId}/${reading}`,
  assistantTest: (runId: string) => `assistant-test/${runId}`,
  accountMail: (mailId: string) => `account-mail/${mailId}`,
  /** `run` is the event that asked for it. */
  driftScan: (run: string) => `drift-scan/${run}`,
  /** `run` is the event that asked for it: a credential is rotated more than once. */
  vapiCredential: (organizationId: string, run: string) => `vapi-credential/${organizationId}/${run}`,
  provision: (phoneNumberId: string) => `provision/${phoneNumberId}`,
  /** A provisioning that is begun anew after it had failed. */
  provisionAgain: (phoneNumberId: string, run: string) => `provision/${phoneNumberId}/${run}`,
  release: (phoneNumberId: string) => `release/${phoneNumberId}`,
  releaseAgain: (phoneNumberId: string, run: string) => `release/${phoneNumberId}/${run}`,
  /** `run` is the event that asked for it. */
  relink: (phoneNumberId: string, run: string) => `relink/${phoneNumberId}/${run}`,
  testCall: (testCallId: string) => `test-call/${testCallId}`,
  /** Started by each signal anew: an assistant is synced as often as it changes. */
  syncAssistant: (assistantId: string) => `sync-assistant/${assistantId}`,
  deleteAssistant: (assistantId: string) => `delete-assistant/${assistantId}`,
} as const;

/** `type` of application failures that no retry can mend. */
export const FINAL_FAILURE = "Final";

/** `type` of failures of websites that don't answer as they should at the moment. */
export const SITE_AWAY_FAILURE = "SiteAway";
