import { ABOUT_YOUR_ACCOUNT, type FactsOf } from "../account-mail.ts";
import { Action, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { fromAddress, greeting, instantInWords } from "../words.ts";

/** To somebody who forgot their password, or of whom somebody else says so. */
export function resetPassword({ name, link, ipAddress }: FactsOf<"reset_password">, linkEndsAt: Date): MailContent {
  return {
    subject: "Reset your password",
    preheader: "Choose a new password for CallFlex.",
    footer: ABOUT_YOUR_ACCOUNT,
    body: (
      <>
        <Paragraph>{greeting(name)}</Paragraph>
        <Paragraph>
          Somebody{fromAddress(ipAddress)} asked for a new password for your CallFlex account. If it was you, choose one
          now.
        </Paragraph>
        <Action label="Choose a new password" link={link} />
        <Paragraph>The link works once, until {instantInWords(linkEndsAt)}.</Paragraph>
        <Note>If it wasn&rsquo;t you, ignore this mail. Your password stays as it is.</Note>
      </>
    ),
  };
}
