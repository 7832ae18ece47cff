import { decodeText, readHtml, type PageText } from "./read-html.ts";
import { readPdf } from "./read-pdf.ts";

/** Something to be read. */
export interface Source {
  bytes: Uint8Array;
  mediaType: string;
  charset: string | null;
}

/**
 * The words of a page or a file.
 *
 * @throws {Unreadable} with words for the customer
 */
export async function extract({ bytes, mediaType, charset }: Source): Promise<PageText> {
  switch (mediaType) {
    case "application/pdf":
      return { title: null, text: await readPdf(bytes) };
    case "text/html":
    case "application/xhtml+xml":
      return readHtml(bytes, charset);
    default:
      return { title: null, text: decodeText(bytes, charset) };
  }
}
