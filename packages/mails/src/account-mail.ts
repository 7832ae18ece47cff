import type { AccountMailFacts, AccountMailKind } from "@callflex/contracts/account-mails";
import type { MailContent } from "./render-mail.tsx";

/** What the mail of one kind tells. */
export type FactsOf<K extends AccountMailKind> = Extract<AccountMailFacts, { kind: K }>;

/** Writes the mail of one kind. */
export type AccountMail<K extends AccountMailKind> = (facts: FactsOf<K>, linkEndsAt: Date) => MailContent;

export const ABOUT_YOUR_ACCOUNT = "You get this mail because it is about your CallFlex account.";
