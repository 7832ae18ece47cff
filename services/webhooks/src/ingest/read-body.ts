import type { IncomingMessage } from "node:http";

/** The body is larger than the endpoint takes. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}

/** The sender went away, or sent something else than it announced. */
export class BodyUnreadable extends Error {
  override name = "BodyUnreadable";
}

/**
 * The raw bytes of a request, as they were signed: nothing is decoded. Most bodies come in one piece, which is handed on
 * without a copy.
 *
 * @param limit most bytes that are read
 * @throws {BodyTooLarge} at once where the size is announced
 * @throws {BodyUnreadable}
 */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(req.headers["content-length"] ?? 0) > limit) return reject(new BodyTooLarge());
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) return void chunks.push(chunk);
      chunks.length = 0;
      reject(new BodyTooLarge());
    });
    req.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    req.once("error", (error) => reject(new BodyUnreadable("the request ended early", { cause: error })));
  });
}
