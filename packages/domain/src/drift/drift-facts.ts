import type { DriftKind, DriftRepair } from "@callflex/contracts/drift";

/** A number of ours. */
export interface NumberRow {
  id: string;
  organizationId: string;
  e164: string;
  state: string;
  twilioSid: string | null;
  vapiPhoneNumberId: string | null;
  fallbackNumber: string | null;
  changedAt: Date;
}

/** An assistant of ours. */
export interface AssistantRow {
  id: string;
  organizationId: string;
  status: string;
  deleted: boolean;
  vapiAssistantId: string | null;
  syncState: string;
  /** What was pushed last; null before the first push. */
  pushedConfig: object | null;
  /** What VAPI made of it itself. */
  pushEcho: object;
  /** Whether what was changed there is known already, and waits for a person. */
  driftKnown: boolean;
  changedAt: Date;
}

/** The secret by which VAPI signs for an organization. */
export interface CredentialRow {
  organizationId: string;
  vapiCredentialId: string;
  changedAt: Date;
}

/** A number at Twilio. */
export interface TwilioNumber {
  sid: string;
  e164: string;
  ownerId: string | null;
  voiceUrl: string | null;
  statusCallback: string | null;
  createdAt: Date;
}

/** A number at VAPI. */
export interface VapiNumber {
  id: string;
  e164: string | null;
  numberId: string | null;
  serverUrl: string | null;
  credentialId: string | null;
  fallbackNumber: string | null;
  answeredBy: string | null;
  createdAt: Date;
}

/** An assistant at VAPI. */
export interface VapiAssistant {
  id: string;
  /** Ids of ours that it carries. */
  owner: { assistantId: string; organizationId: string } | null;
  config: object;
  createdAt: Date;
}

/** A credential at VAPI. */
export interface VapiCredential {
  id: string;
  organizationId: string | null;
}

/** What stands here. */
export interface DriftRows {
  numbers: readonly NumberRow[];
  assistants: readonly AssistantRow[];
  credentials: readonly CredentialRow[];
  /** Every organization that there is among those looked at. */
  organizationIds: readonly string[];
}

/** What stands at the providers. */
export interface DriftResources {
  twilioNumbers: readonly TwilioNumber[];
  vapiNumbers: readonly VapiNumber[];
  vapiAssistants: readonly VapiAssistant[];
  vapiCredentials: readonly VapiCredential[];
}

/** How things should stand. */
export interface DriftExpectation {
  now: Date;
  /** What was changed or made in this time is left alone: somebody is at it. */
  restMs: number;
  /** Where VAPI's deliveries for an organization go. */
  serverUrl: (organizationId: string) => string;
  /** Where Twilio reports on calls. */
  statusCallback: string;
  /** What differs between a configuration that was pushed, or what VAPI made of it, and the one there; empty for nothing. */
  configDrift: (pushed: object, found: object, echo: object) => readonly { part: string }[];
}

/** A difference. */
export interface Difference {
  kind: DriftKind;
  provider: "twilio" | "vapi";
  /** The provider's id of what it is about; ours where the provider has nothing. */
  resourceId: string;
  /** Null for what belongs to nobody here. */
  organizationId: string | null;
  phoneNumberId: string | null;
  assistantId: string | null;
  /** What exactly, for operators. */
  detail: string;
  /** How it can be put right without a person; null for a person. */
  repair: DriftRepair | null;
  /** Somebody is at it: it is neither told nor taken for gone. */
  busy: boolean;
}

/** True for what was changed or made just now. */
export function isYoung(at: Date, { now, restMs }: Pick<DriftExpectation, "now" | "restMs">): boolean {
  return now.getTime() - at.getTime() < restMs;
}
