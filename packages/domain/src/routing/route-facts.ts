import type { BusinessHours, Holiday } from "@callflex/contracts/organization-settings";
import type { NumberRouting, RouteAnswer, RouteStep } from "@callflex/contracts/routing";
import type { AssistantLanguage } from "@callflex/contracts/template";

/** An assistant that may take a call. */
export interface RouteAssistant {
  id: string;
  name: string;
  /** Null until VAPI knows it. */
  vapiAssistantId: string | null;
  status: string;
}

/** Everything that a decision about a call rests on. */
export interface RouteFacts {
  now: Date;
  number: {
    e164: string;
    /** Telephone of a person, rung where no rule says otherwise. */
    fallbackNumber: string | null;
    routing: NumberRouting;
    /** In which callers hear what nobody wrote words for. */
    language: AssistantLanguage;
  };
  caller: {
    /** In E.164; null for callers who show no number. */
    number: string | null;
    blocked: boolean;
    vip: boolean;
  };
  assistants: {
    /** The number's. */
    own: RouteAssistant | null;
    /** Those that the rules name, by id; one that was deleted is missing. */
    others: Readonly<Record<string, RouteAssistant>>;
  };
  organization: {
    name: string;
    timezone: string;
    businessHours: BusinessHours;
    holidays: readonly Holiday[];
    subscriptionStatus: string;
    trialEndsAt: Date;
  };
  plan: { includedMinutes: number; overageAllowed: boolean; maxConcurrentCalls: number };
  /** Billed seconds of the running period. */
  usedSeconds: number;
  /** Calls beside this one that an assistant has, without those that only leave a message because of a limit. */
  liveCalls: number;
  /** Calls beside this one that only leave a message, because of a limit or a block. */
  liveMessages: number;
  /** Lines of the account at VAPI, which all organizations share; null where their number isn't known. */
  providerLines: { limit: number; live: number } | null;
}

/** Who takes a call, and in words how that came about. */
export interface RouteDecision {
  answer: RouteAnswer;
  steps: RouteStep[];
}
