import { ABOUT_YOUR_ACCOUNT, type FactsOf } from "../account-mail.ts";
import { Action, Note, Paragraph } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";
import { fromAddress, greeting, instantInWords } from "../words.ts";

/** To somebody who signs in with a second step from now on, or no longer. */
export function twoFactorChanged(facts: FactsOf<"two_factor_changed">): MailContent {
  const { name, enabled, at, ipAddress, link } = facts;
  const when = `on ${instantInWords(new Date(at))}${fromAddress(ipAddress)}`;
  return {
    subject: enabled ? "Two-factor sign-in is on" : "Two-factor sign-in was switched off",
    preheader: enabled ? "Keep your recovery codes in a safe place." : "Your password alone signs you in now.",
    footer: ABOUT_YOUR_ACCOUNT,
    body: (
      <>
        <Paragraph>{greeting(name)}</Paragraph>
        {enabled ? (
          <Paragraph>
            Two-factor sign-in was switched on for your CallFlex account {when}. From now on you need a code of your
            authenticator app when you sign in. Keep your recovery codes in a safe place: each of them signs you in once
            if you lose the app.
          </Paragraph>
        ) : (
          <Paragraph>
            Two-factor sign-in was switched off for your CallFlex account {when}. Your password alone signs you in now.
          </Paragraph>
        )}
        <Action label="Open security settings" link={link} />
        <Note>
          If it wasn&rsquo;t you, somebody else has your account. Choose &ldquo;Forgot your password?&rdquo; on the
          sign-in page at once: a new password signs everybody else out.
        </Note>
      </>
    ),
  };
}
