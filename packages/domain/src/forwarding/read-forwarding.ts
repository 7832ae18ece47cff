import { numberForwarding, type NumberForwarding } from "@callflex/contracts/forwarding";

/** What a number's column says about the number that forwards to it; null for none. */
export function readForwarding(stored: unknown): NumberForwarding | null {
  const nothing = typeof stored === "object" && stored !== null && Object.keys(stored).length === 0;
  return nothing ? null : numberForwarding.parse(stored);
}
