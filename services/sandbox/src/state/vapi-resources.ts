/** Where VAPI sends server messages. `secret` is the older form that the API still takes. */
export interface VapiServer {
  url?: string;
  timeoutSeconds?: number;
  credentialId?: string | null;
  secret?: string;
  headers?: Record<string, string>;
  backoffPlan?: {
    type?: string;
    maxRetries?: number;
    baseDelaySeconds?: number;
    excludedStatusCodes?: unknown[];
  };
}

/** A place to forward a call to. */
export interface VapiDestination {
  type: string;
  number?: string;
  sipUri?: string;
  message?: string | { content?: string };
  description?: string;
  callerId?: string;
  extension?: string;
  transferPlan?: {
    mode?: string;
    fallbackPlan?: { message?: string | { content?: string }; endCallEnabled?: boolean };
  };
}

/** A sentence that belongs to a tool. */
export interface VapiToolMessage {
  type: string;
  content?: string;
  endCallAfterSpokenEnabled?: boolean;
}

/** A tool of an assistant, as given. */
export interface VapiTool {
  type: string;
  async?: boolean;
  function?: { name: string; description?: string; parameters?: Record<string, unknown> };
  server?: VapiServer;
  messages?: VapiToolMessage[];
  destinations?: VapiDestination[];
  [key: string]: unknown;
}

/** What an assistant carries that the sandbox reads; everything else is kept as it was given. */
export interface VapiAssistant {
  id?: string;
  orgId?: string;
  createdAt?: string;
  updatedAt?: string;
  name?: string;
  firstMessage?: string;
  firstMessageMode?: string;
  model?: {
    provider?: string;
    model?: string;
    messages?: { role: string; content?: string }[];
    tools?: VapiTool[];
    toolIds?: string[];
    [key: string]: unknown;
  };
  voice?: { provider?: string; voiceId?: string; [key: string]: unknown };
  transcriber?: { provider?: string; model?: string; [key: string]: unknown };
  endCallMessage?: string;
  endCallPhrases?: string[];
  silenceTimeoutSeconds?: number;
  maxDurationSeconds?: number;
  serverMessages?: string[];
  server?: VapiServer;
  serverUrl?: string;
  serverUrlSecret?: string;
  analysisPlan?: VapiAnalysisPlan;
  artifactPlan?: { recordingEnabled?: boolean; transcriptPlan?: { enabled?: boolean }; [key: string]: unknown };
  metadata?: Record<string, unknown>;
  variableValues?: Record<string, unknown>;
  [key: string]: unknown;
}

/** What VAPI finds out after a call. */
export interface VapiAnalysisPlan {
  minMessagesThreshold?: number;
  summaryPlan?: { enabled?: boolean };
  structuredDataPlan?: { enabled?: boolean; schema?: Record<string, unknown> };
  successEvaluationPlan?: { enabled?: boolean; rubric?: string };
}

/** Members of every stored VAPI resource. */
export interface VapiResource {
  id: string;
  orgId: string;
  createdAt: string;
  updatedAt: string;
}

/** An assistant stored by the API. */
export type StoredAssistant = VapiAssistant & VapiResource;

/** A tool stored by the API. */
export type StoredTool = VapiTool & VapiResource;

/** A phone number as VAPI knows it. */
export interface VapiPhoneNumber extends VapiResource {
  provider: string;
  number: string;
  status: "active" | "activating" | "blocked";
  name?: string;
  assistantId: string | null;
  squadId: string | null;
  workflowId: string | null;
  smsEnabled?: boolean;
  fallbackDestination: VapiDestination | null;
  server?: VapiServer;
  serverUrl?: string;
  twilioAccountSid?: string;
  [key: string]: unknown;
}

/** A webhook credential: how VAPI proves itself to a server. */
export interface VapiCredential extends VapiResource {
  provider: string;
  name?: string;
  authenticationPlan?: VapiAuthenticationPlan;
  [key: string]: unknown;
}

/** The two ways of proof that the sandbox performs. */
export type VapiAuthenticationPlan =
  | { type: "bearer"; token: string; headerName?: string; bearerPrefixEnabled?: boolean }
  | {
      type: "hmac";
      secretKey: string;
      algorithm: "sha256" | "sha512" | "sha1";
      signatureHeader?: string;
      timestampHeader?: string;
      signaturePrefix?: string;
      includeTimestamp?: boolean;
      payloadFormat?: string;
      messageIdHeader?: string;
      signatureEncoding?: "hex" | "base64";
      secretIsBase64?: boolean;
    };
