import { z } from "zod";
import { instant } from "./common.ts";
import { organizationRole } from "./enums.ts";

const link = z.url();
const name = z.string();
const address = { ipAddress: z.string().nullable() };

/** What each mail about an account or a team says. */
export const accountMailFacts = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("confirm_email"), name, link }),
  z.strictObject({ kind: z.literal("reset_password"), name, link, ...address }),
  z.strictObject({ kind: z.literal("password_changed"), name, at: instant, ...address, link }),
  z.strictObject({ kind: z.literal("confirm_new_email"), name, link }),
  z.strictObject({ kind: z.literal("email_changed"), name, newEmail: z.string(), at: instant, ...address }),
  z.strictObject({ kind: z.literal("two_factor_changed"), name, enabled: z.boolean(), at: instant, ...address, link }),
  z.strictObject({
    kind: z.literal("invitation"),
    organizationName: z.string(),
    inviterName: z.string(),
    role: organizationRole,
    expiresAt: instant,
    link,
  }),
  z.strictObject({ kind: z.literal("account_deletion"), name, deleteAfter: instant, link }),
  z.strictObject({
    kind: z.literal("organization_deletion"),
    organizationName: z.string(),
    requestedBy: z.string(),
    deleteAfter: instant,
    link,
  }),
]);
export type AccountMailFacts = z.infer<typeof accountMailFacts>;
export type AccountMailKind = AccountMailFacts["kind"];
