/** Where a mail about an account or a team stands. */
export type AccountMailState = "pending" | "sent" | "delivered" | "failed" | "expired";
