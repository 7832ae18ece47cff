import { ABOUT_YOUR_ACCOUNT, type FactsOf } from "../account-mail.ts";
import { Facts, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { fromAddress, greeting, instantInWords } from "../words.ts";

/** To the old address of somebody who has a new one. */
export function emailChanged({ name, newEmail, at, ipAddress }: FactsOf<"email_changed">): MailContent {
  return {
    subject: "Your e-mail address was changed",
    preheader: "If it was you, there is nothing to do.",
    footer: `${ABOUT_YOUR_ACCOUNT} It is the last one to this address.`,
    body: (
      <>
        <Paragraph>{greeting(name)}</Paragraph>
        <Paragraph>
          The e-mail address of your CallFlex account was changed on {instantInWords(new Date(at))}
          {fromAddress(ipAddress)}. From now on you sign in with the new one, and our mails go there.
        </Paragraph>
        <Facts lines={[{ label: "New address", value: newEmail }]} />
        <Note>
          If it wasn&rsquo;t you, somebody else has your account. Tell an owner of your organization at once: they can
          remove the account from the team.
        </Note>
      </>
    ),
  };
}
