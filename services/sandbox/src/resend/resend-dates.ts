/** A date as Resend's REST answers write it: `2023-10-06 23:47:56.678+00`. */
export function resendDate(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "+00");
}
