import { ABOUT_YOUR_ACCOUNT, type FactsOf } from "../account-mail.ts";
import { Action, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { greeting, instantInWords } from "../words.ts";

/** To somebody whose account is to go. */
export function accountDeletion({ name, deleteAfter, link }: FactsOf<"account_deletion">): MailContent {
  const when = instantInWords(new Date(deleteAfter));
  return {
    subject: "Your account is going to be deleted",
    preheader: `On ${when}. Until then you can keep it.`,
    footer: ABOUT_YOUR_ACCOUNT,
    body: (
      <>
        <Paragraph>{greeting(name)}</Paragraph>
        <Paragraph>
          You asked us to delete your CallFlex account. It is deleted after {when}, with your name, your address and
          your memberships. Nothing of it can be brought back then.
        </Paragraph>
        <Paragraph>Until that time you can sign in, download your data, or keep the account.</Paragraph>
        <Action label="Keep or download" link={link} />
        <Note>If it wasn&rsquo;t you, keep the account and change your password at once.</Note>
      </>
    ),
  };
}
