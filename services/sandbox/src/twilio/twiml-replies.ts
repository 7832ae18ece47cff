const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The texts of `<Message>` in a TwiML answer, with or without `<Body>`.
 *
 * @param twiml XML as the SDK's MessagingResponse writes it; anything else gives no replies
 */
export function repliesInTwiml(twiml: string): string[] {
  if (!/<Response[\s>]/.test(twiml)) return [];
  return [...twiml.matchAll(/<Message(?:\s[^>]*)?>([\s\S]*?)<\/Message>/g)].flatMap((match) => {
    const inner = match[1] ?? "";
    const body = inner.match(/<Body>([\s\S]*?)<\/Body>/)?.[1] ?? inner;
    const text = decode(body.replace(/<[^>]+>/g, "")).trim();
    return text ? [text] : [];
  });
}

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}
