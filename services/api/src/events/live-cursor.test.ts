import { expect, test } from "vitest";
import { formatCursor, isAfter, parseCursor } from "./live-cursor.ts";

test("a cursor reads back, also beyond 2^53", () => {
  const cursor = { xid: 9_007_199_254_740_993n, seq: 42 };
  expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
});

test.each([undefined, "", "1", "a-1", "1-", "-1-1", "1-1-1", "99999999999999999999-1", "1-1\n"])(
  "%j is none",
  (text) => {
    expect(parseCursor(text)).toBeNull();
  },
);

test("the transaction comes before the sequence", () => {
  expect(isAfter({ xid: 10n, seq: 1 }, { xid: 9n, seq: 100 })).toBe(true);
  expect(isAfter({ xid: 9n, seq: 2 }, { xid: 9n, seq: 1 })).toBe(true);
  expect(isAfter({ xid: 9n, seq: 1 }, { xid: 9n, seq: 1 })).toBe(false);
});
