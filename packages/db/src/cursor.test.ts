import { describe, expect, it } from "vitest";
import { z } from "zod";
import { InvalidCursorError, decodeCursor, encodeCursor } from "./cursor.ts";

const position = z.strictObject({ startedAt: z.string(), id: z.uuid() });
const last = { startedAt: "2026-11-03 10:00:00.123456+00", id: "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f" };

describe("cursor", () => {
  it("comes back as it went, to the microsecond", () => {
    expect(decodeCursor(position, encodeCursor(last))).toEqual(last);
  });

  it("needs no escaping in an address", () => {
    expect(encodeCursor({ name: "Zoë?&=/+ünlü" })).toMatch(/^[\w-]+$/);
  });

  it.each([
    ["text that is no cursor", "hello"],
    ["nothing", ""],
    ["a cut cursor", encodeCursor(last).slice(0, 20)],
    ["another list's keys", encodeCursor({ createdAt: "x", id: last.id })],
    ["an added key", encodeCursor({ ...last, organizationId: "x" })],
    ["a key of another type", encodeCursor({ startedAt: 5, id: last.id })],
    ["something that is no object", Buffer.from("null").toString("base64url")],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00]).toString("base64url")],
  ])("refuses %s", (_name, cursor) => {
    expect(() => decodeCursor(position, cursor)).toThrow(InvalidCursorError);
  });
});
