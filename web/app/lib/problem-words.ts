import type { Problem } from "@callflex/contracts/common";

/** @returns what to tell a person about the API's refusal */
export function problemWords({ status, title, detail }: Problem): string {
  if (status === 429) return "Too many tries. Wait a minute, then try again.";
  // The API's own words about a provider that failed; a proxy's answer has none.
  if (status === 502 && detail) return detail;
  if (status >= 500) return "CallFlex is not reachable right now. Nothing was changed. Try again in a moment.";
  return detail ?? title;
}

/** @returns whether a refusal says nothing about what was asked for: the same may be taken a moment later */
export function isPassing({ status }: Problem): boolean {
  return status === 429 || status >= 500;
}
