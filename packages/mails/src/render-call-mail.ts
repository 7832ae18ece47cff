import { call, type CallMailFacts } from "./mails/call.tsx";
import { renderMail, type RenderedMail } from "./render-mail.tsx";

/** Writes the mail about a call. The same facts give the same mail to the byte. */
export function renderCallMail(facts: CallMailFacts): Promise<RenderedMail> {
  return renderMail(call(facts));
}
