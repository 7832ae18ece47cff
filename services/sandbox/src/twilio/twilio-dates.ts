/** A date as Twilio writes it: `Thu, 24 Aug 2023 05:01:45 +0000`. */
export function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace("GMT", "+0000");
}

/** The carrier's date in a delivery receipt: `YYMMDDhhmm`, UTC. */
export function receiptDate(ms: number): string {
  return new Date(ms).toISOString().replace(/\D/g, "").slice(2, 12);
}
