import type { FactsOf } from "../account-mail.ts";
import { Action, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { instantInWords, nameInMail } from "../words.ts";

/** To the owners of an organization that is to go. */
export function organizationDeletion(facts: FactsOf<"organization_deletion">): MailContent {
  const organization = nameInMail(facts.organizationName);
  const requestedBy = nameInMail(facts.requestedBy);
  const when = instantInWords(new Date(facts.deleteAfter));
  return {
    subject: `${organization} is going to be deleted`,
    preheader: `On ${when}. Until then an owner can keep it.`,
    footer: `You get this mail because you are an owner of ${organization} on CallFlex.`,
    body: (
      <>
        <Paragraph>Hello,</Paragraph>
        <Paragraph>
          {requestedBy} asked us to delete {organization}. It is deleted after {when}, with all calls, recordings,
          messages, contacts and settings, and everybody loses access. Nothing of it can be brought back then.
        </Paragraph>
        <Paragraph>Until that time an owner can download the data, or keep the organization.</Paragraph>
        <Action label="Keep or download" link={facts.link} />
        <Note>If nobody in your team meant this, keep the organization now and talk to {requestedBy}.</Note>
      </>
    ),
  };
}
