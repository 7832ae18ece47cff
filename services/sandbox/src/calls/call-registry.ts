import type { VapiDestination } from "../state/vapi-resources.ts";

/** What can be done to a call that is being played. */
export interface LiveCall {
  /** The person says something; turns a ringing call into a typed one. */
  personSays(text: string): void;
  /** The person hangs up. */
  hangUp(): void;
  /** The assistant says something, by the control URL. */
  assistantSays(text: string, endAfterwards: boolean): void;
  /** The assistant ends the call, by the control URL. */
  endByControl(): void;
  /** The call goes to somebody else, by the control URL. */
  transfer(destination: VapiDestination): void;
  /** Settles when the report is out. */
  done: Promise<void>;
}

/** The calls that are being played, by id. */
export type CallRegistry = Map<string, LiveCall>;
