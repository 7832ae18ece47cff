import { convert } from "html-to-text";

/** A page's words. */
export interface PageText {
  /** Null when the page names none. */
  title: string | null;
  text: string;
}

/** What stands around a page's own words. */
const LEFT_OUT = [
  "title",
  "nav",
  "header",
  "footer",
  "aside",
  "form",
  "button",
  "select",
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "img",
  "iframe",
  "[hidden]",
  "[aria-hidden=true]",
];

const TAGS = /<[^>]*>/g;

/** A charset that the page names itself, as HTML lets it. */
function namedCharset(bytes: Uint8Array): string | null {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 2_048));
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1] ?? null;
}

/** Bytes as text, in the charset that server or page name; UTF-8 where they name none that is known. */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  try {
    return new TextDecoder(charset ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder("utf-8").decode(bytes);
  }
}

/**
 * The words of a web page without what stands around them: its main part where it names one, else all of it.
 *
 * @param charset that the server named
 */
export function readHtml(bytes: Uint8Array, charset: string | null): PageText {
  const html = decodeText(bytes, charset ?? namedCharset(bytes));
  const title = convert(/<title[^>]*>([^<]*)<\/title/i.exec(html)?.[1]?.replace(TAGS, "") ?? "", {
    wordwrap: false,
  }).trim();
  const text = convert(html, {
    wordwrap: false,
    baseElements: {
      selectors: ["main", "[role=main]", "article", "body"],
      orderBy: "selectors",
      returnDomByDefault: true,
    },
    limits: { maxBaseElements: 1, maxDepth: 200 },
    selectors: [
      ...LEFT_OUT.map((selector) => ({ selector, format: "skip" })),
      { selector: "a", options: { ignoreHref: true } },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
      { selector: "ul", options: { itemPrefix: "- " } },
    ],
  });
  return { title: title || null, text };
}
