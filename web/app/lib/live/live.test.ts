import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { debounce } from "./debounce.ts";
import { concerns, readLiveEvent, type LiveMessage } from "./message.ts";

const event = (type: string, callId: string | null = null): LiveMessage => ({
  kind: "event",
  event: { type: type as "call_ended", callId, phoneNumberId: null, assistantId: null, at: "" },
});

describe("concerns", () => {
  const interest = { types: ["call_ended", "transcript_update"] as const, callId: "a" };

  it.each([
    ["an event of the call", event("call_ended", "a"), true],
    ["an event of another call", event("call_ended", "b"), false],
    ["an event of no call", event("call_ended"), false],
    ["another event of the call", event("inbox_changed", "a"), false],
    ["missed events", { kind: "resync" } as const, true],
    ["a change of the connection", { kind: "online", online: false } as const, false],
  ])("%s: %s", (_name, message, expected) => expect(concerns(message, interest)).toBe(expected));

  it("takes events of the number that is shown alone", () => {
    const progress = (phoneNumberId: string): LiveMessage => ({
      kind: "event",
      event: { type: "number_progress", callId: null, phoneNumberId, assistantId: null, at: "" },
    });
    const interest = { types: ["number_progress"] as const, phoneNumberId: "a" };
    expect([concerns(progress("a"), interest), concerns(progress("b"), interest)]).toEqual([true, false]);
  });

  it("takes events of all calls where none is named", () => {
    expect(concerns(event("call_ended", "b"), { types: ["call_ended"] })).toBe(true);
  });
});

describe("readLiveEvent", () => {
  it("reads an event of ours", () => {
    expect(readLiveEvent('{"type":"call_ended","callId":"a","at":"t"}')).toEqual({
      type: "call_ended",
      callId: "a",
      phoneNumberId: null,
      assistantId: null,
      at: "t",
    });
  });

  it.each(["", "null", "{", '{"type":"something_new"}', "[]"])("reads nothing from %j", (text) =>
    expect(readLiveEvent(text)).toBeUndefined(),
  );
});

describe("debounce", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("runs once when a burst is over", () => {
    const run = vi.fn();
    const call = debounce(run, 100, 1000);
    call();
    vi.advanceTimersByTime(90);
    call();
    vi.advanceTimersByTime(99);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledOnce();
  });

  it("runs from time to time in a burst that does not end", () => {
    const run = vi.fn();
    const call = debounce(run, 100, 250);
    for (let passed = 0; passed < 1000; passed += 50) {
      call();
      vi.advanceTimersByTime(50);
    }
    expect(run.mock.calls.length).toBeGreaterThanOrEqual(3);
  });

  it("can be called off", () => {
    const run = vi.fn();
    const call = debounce(run, 100, 250);
    call();
    call.cancel();
    vi.advanceTimersByTime(5000);
    expect(run).not.toHaveBeenCalled();
  });
});
