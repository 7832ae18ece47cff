import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { BodyTooLarge, BodyUnreadable, readBody } from "./read-body.ts";

function request(chunks: Iterable<Buffer>, headers: Record<string, string> = {}): IncomingMessage {
  return Object.assign(Readable.from(chunks, { objectMode: false }), { headers }) as unknown as IncomingMessage;
}

test("joins what comes in pieces, byte for byte", async () => {
  const pieces = [Buffer.from([0, 255, 13]), Buffer.from([10, 0xc3]), Buffer.from([0x28])];
  expect(await readBody(request(pieces), 100)).toEqual(Buffer.concat(pieces));
});

test("an empty request has no bytes", async () => {
  expect(await readBody(request([]), 100)).toEqual(Buffer.alloc(0));
});

test("takes a body of exactly the limit and refuses one byte more", async () => {
  expect(await readBody(request([Buffer.alloc(60), Buffer.alloc(40)]), 100)).toHaveLength(100);
  await expect(readBody(request([Buffer.alloc(60), Buffer.alloc(41)]), 100)).rejects.toBeInstanceOf(BodyTooLarge);
});

test("refuses an announced size without reading", async () => {
  const announced = request([Buffer.alloc(1)], { "content-length": "101" });
  await expect(readBody(announced, 100)).rejects.toBeInstanceOf(BodyTooLarge);
  expect(announced.readableFlowing).toBeNull();
});

test("a sender that goes away in the middle is told apart", async () => {
  const broken = new Readable({ read() {} });
  const reading = readBody(Object.assign(broken, { headers: {} }) as unknown as IncomingMessage, 100);
  broken.push(Buffer.alloc(10));
  broken.destroy(new Error("aborted"));
  await expect(reading).rejects.toBeInstanceOf(BodyUnreadable);
});
