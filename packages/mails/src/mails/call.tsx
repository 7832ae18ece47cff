import { Action, Facts } from "../layout/parts.tsx";
import type { MailContent } from "../render-mail.tsx";

/** What the mail about a call tells. */
export interface CallMailFacts {
  /** What happened, in one line. */
  title: string;
  /** What is known about it, in the order in which a person wants to read it. */
  lines: readonly { label: string; value: string }[];
  organizationName: string;
  /** Address of the call's page; null for what is not about a call. */
  link: string | null;
}

/** The facts after the caller, whom the subject names. */
function preheaderOf([, ...rest]: CallMailFacts["lines"]): string {
  const facts = rest.map(({ value }) => value).join(" · ");
  return facts.replace(/\s+/g, " ").slice(0, 140).toWellFormed();
}

/** To whoever an organization wants to be told about its calls. */
export function call({ title, lines, organizationName, link }: CallMailFacts): MailContent {
  return {
    subject: title,
    preheader: preheaderOf(lines),
    footer: `Sent by CallFlex for ${organizationName}.`,
    body: (
      <>
        <Facts lines={lines} />
        {link && <Action label="Open the call" link={link} />}
      </>
    ),
  };
}
