import type { FactsOf } from "../account-mail.ts";
import { Action, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { greeting, instantInWords } from "../words.ts";

/** To the address that somebody wants to have from now on. */
export function confirmNewEmail({ name, link }: FactsOf<"confirm_new_email">, linkEndsAt: Date): MailContent {
  return {
    subject: "Confirm your new e-mail address",
    preheader: "Your old address stays until you do.",
    footer: "You get this mail because a CallFlex account is to be moved to this address.",
    body: (
      <>
        <Paragraph>{greeting(name)}</Paragraph>
        <Paragraph>
          You asked to use this address for your CallFlex account from now on. Please confirm that it is yours. Until
          then you sign in with your old address.
        </Paragraph>
        <Action label="Confirm my new address" link={link} />
        <Paragraph>The link works until {instantInWords(linkEndsAt)}.</Paragraph>
        <Note>If you didn&rsquo;t ask for this, ignore this mail. Nothing changes.</Note>
      </>
    ),
  };
}
