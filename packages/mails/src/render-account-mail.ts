import type { AccountMailFacts, AccountMailKind } from "@callflex/contracts/account-mails";
import type { AccountMail } from "./account-mail.ts";
import { accountDeletion } from "./mails/account-deletion.tsx";
import { confirmEmail } from "./mails/confirm-email.tsx";
import { confirmNewEmail } from "./mails/confirm-new-email.tsx";
import { emailChanged } from "./mails/email-changed.tsx";
import { invitation } from "./mails/invitation.tsx";
import { organizationDeletion } from "./mails/organization-deletion.tsx";
import { passwordChanged } from "./mails/password-changed.tsx";
import { resetPassword } from "./mails/reset-password.tsx";
import { twoFactorChanged } from "./mails/two-factor-changed.tsx";
import { renderMail, type RenderedMail } from "./render-mail.tsx";

const mails: { [K in AccountMailKind]: AccountMail<K> } = {
  confirm_email: confirmEmail,
  reset_password: resetPassword,
  password_changed: passwordChanged,
  confirm_new_email: confirmNewEmail,
  email_changed: emailChanged,
  two_factor_changed: twoFactorChanged,
  invitation,
  account_deletion: accountDeletion,
  organization_deletion: organizationDeletion,
};

/**
 * Writes the mail about an account or a team. The same facts give the same mail to the byte.
 *
 * @param linkEndsAt from when on the mail's link does nothing any more
 */
export function renderAccountMail<K extends AccountMailKind>(
  facts: Extract<AccountMailFacts, { kind: K }>,
  linkEndsAt: Date,
): Promise<RenderedMail> {
  const write: AccountMail<K> = mails[facts.kind as K];
  return renderMail(write(facts, linkEndsAt));
}
