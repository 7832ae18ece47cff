import { getDocumentProxy } from "unpdf";
import { Unreadable } from "./unreadable.ts";

/** Far more than an entry can hold. */
const MAX_PAGES = 200;
const MAX_CHARACTERS = 2_000_000;

/** @throws {Unreadable} for a file that is none, or is protected */
async function open(bytes: Uint8Array) {
  try {
    // The library takes the bytes over and empties them.
    return await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 });
  } catch (error) {
    const { name } = error as Error;
    if (name === "PasswordException") {
      throw new Unreadable("The PDF is protected by a password. Save it without one and upload it again.", {
        cause: error,
      });
    }
    throw new Unreadable("The file is damaged or no PDF. Save it anew and upload it again.", { cause: error });
  }
}

/**
 * The words of a PDF, page by page.
 *
 * @throws {Unreadable} with words for the customer
 */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const document = await open(bytes);
  try {
    const pages: string[] = [];
    let length = 0;
    for (let number = 1; number <= Math.min(document.numPages, MAX_PAGES); number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const words = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
      pages.push(words);
      page.cleanup();
      length += words.length;
      if (length > MAX_CHARACTERS) break;
    }
    return pages.join("\n\n");
  } finally {
    await document.destroy();
  }
}
