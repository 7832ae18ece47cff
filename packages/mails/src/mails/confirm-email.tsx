import type { FactsOf } from "../account-mail.ts";
import { Action, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { greeting, instantInWords } from "../words.ts";

/** To somebody who signed up: is the address theirs? */
export function confirmEmail({ name, link }: FactsOf<"confirm_email">, linkEndsAt: Date): MailContent {
  return {
    subject: "Confirm your e-mail address",
    preheader: "One click, and you can invite your team.",
    footer: "You get this mail because somebody signed up for CallFlex with this address.",
    body: (
      <>
        <Paragraph>{greeting(name)}</Paragraph>
        <Paragraph>
          Thank you for signing up for CallFlex. Please confirm that this address is yours. Until then you can look
          around, but not invite your team or create API keys.
        </Paragraph>
        <Action label="Confirm my address" link={link} />
        <Paragraph>
          The link works until {instantInWords(linkEndsAt)}. After that, CallFlex sends you a new one when you ask for
          it.
        </Paragraph>
        <Note>If you didn&rsquo;t sign up for CallFlex, you can ignore this mail.</Note>
      </>
    ),
  };
}
