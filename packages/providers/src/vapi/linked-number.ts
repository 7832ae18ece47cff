import type { Vapi } from "@vapi-ai/server-sdk";
import { taggedId } from "../tag.ts";

/** How a number at VAPI leads to us. */
export interface NumberLink {
  /** Id of our row; it is the number's name at VAPI. */
  numberId: string;
  /** Where VAPI asks who takes a call, and reports what becomes of it. */
  serverUrl: string;
  /** VAPI's id of the credential by which it proves itself there. */
  credentialId: string;
  /** A human's number: callers are put through to it when we can't be reached. Without one they would be cut off. */
  fallbackNumber: string;
  /** Spoken before the caller is put through. */
  fallbackMessage?: string;
}

/** A number as it stands at VAPI, without the credentials that VAPI may show with it. */
export interface LinkedNumber {
  id: string;
  /** Null for a number without digits, such as a SIP address. */
  e164: string | null;
  /** Id of our row, from the name; null for a number that isn't ours. */
  numberId: string | null;
  name: string | null;
  /** `twilio` for those that were imported from there. */
  provider: string;
  status: string | null;
  serverUrl: string | null;
  credentialId: string | null;
  fallbackNumber: string | null;
  /** Set when VAPI answers by itself and doesn't ask us: never by us. */
  answeredBy: "assistant" | "squad" | "workflow" | null;
  createdAt: Date;
}

/** Any of VAPI's kinds of numbers; the members that are read are all optional in one or the other. */
interface AnyNumber {
  id: string;
  number?: string | null;
  name?: string | null;
  provider?: string;
  status?: string;
  server?: Vapi.Server | null;
  fallbackDestination?: { type?: string; number?: string } | null;
  assistantId?: string | null;
  squadId?: string | null;
  workflowId?: string | null;
  createdAt: string;
}

/** Reads the SDK's number. */
export function linkedNumber(number: AnyNumber): LinkedNumber {
  const answeredBy = number.assistantId
    ? "assistant"
    : number.squadId
      ? "squad"
      : number.workflowId
        ? "workflow"
        : null;
  return {
    id: number.id,
    e164: number.number ?? null,
    numberId: taggedId(number.name),
    name: number.name ?? null,
    provider: number.provider ?? "twilio",
    status: number.status ?? null,
    serverUrl: number.server?.url ?? null,
    credentialId: number.server?.credentialId ?? null,
    fallbackNumber: number.fallbackDestination?.number ?? null,
    answeredBy,
    createdAt: new Date(number.createdAt),
  };
}
