import { ABOUT_YOUR_ACCOUNT, type FactsOf } from "../account-mail.ts";
import { Action, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { fromAddress, greeting, instantInWords } from "../words.ts";

/** To somebody whose password is another one now. */
export function passwordChanged({ name, at, ipAddress, link }: FactsOf<"password_changed">): MailContent {
  return {
    subject: "Your password was changed",
    preheader: "If it was you, there is nothing to do.",
    footer: ABOUT_YOUR_ACCOUNT,
    body: (
      <>
        <Paragraph>{greeting(name)}</Paragraph>
        <Paragraph>
          The password of your CallFlex account was changed on {instantInWords(new Date(at))}
          {fromAddress(ipAddress)}. If it was you, there is nothing to do.
        </Paragraph>
        <Action label="See where you are signed in" link={link} />
        <Note>
          If it wasn&rsquo;t you, somebody else has your account. Choose &ldquo;Forgot your password?&rdquo; on the
          sign-in page at once: a new password signs everybody else out.
        </Note>
      </>
    ),
  };
}
