import type { VapiDestination } from "../state/vapi-resources.ts";

/** Thrown inside a call to leave it: somebody hung up, time is over, or the sandbox stops. */
export class CallEnded extends Error {
  override name = "CallEnded";
  readonly reason: string;

  /** @param reason VAPI's `endedReason` */
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Thrown inside a call when its control URL was told to transfer it. */
export class CallTransferred extends Error {
  override name = "CallTransferred";
  readonly destination: VapiDestination;

  /** @param destination where the call goes */
  constructor(destination: VapiDestination) {
    super("transferred by the control URL");
    this.destination = destination;
  }
}
