import type { FactsOf } from "../account-mail.ts";
import { Action, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { instantInWords, nameInMail, roleInWords } from "../words.ts";

/** To somebody who may join a team. */
export function invitation(facts: FactsOf<"invitation">): MailContent {
  const organization = nameInMail(facts.organizationName);
  const inviter = nameInMail(facts.inviterName);
  return {
    subject: `${inviter} invites you to ${organization} on CallFlex`,
    title: `Join ${organization} on CallFlex`,
    preheader: "Accept, and see the calls and messages of your team.",
    footer: `You get this mail because ${inviter} entered your address.`,
    body: (
      <>
        <Paragraph>Hello,</Paragraph>
        <Paragraph>
          {inviter} invites you to join {organization} as {roleInWords(facts.role)}. CallFlex answers the phone for{" "}
          {organization}; its team reads there who called and what they wanted.
        </Paragraph>
        <Action label="See the invitation" link={facts.link} />
        <Paragraph>
          The invitation is for this address alone and ends on {instantInWords(new Date(facts.expiresAt))}.
        </Paragraph>
        <Note>If you don&rsquo;t know {inviter}, ignore this mail. You join nothing unless you accept.</Note>
      </>
    ),
  };
}
