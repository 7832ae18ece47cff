// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveMessage } from "./message.ts";
import { openLiveStream } from "./stream.ts";

/** The browser's EventSource, which happy-dom lacks, with a hand on its wire. */
class Wire extends EventTarget {
  static readonly CLOSED = 2;
  static all: Wire[] = [];
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    Wire.all.push(this);
  }
  close() {
    this.readyState = Wire.CLOSED;
  }
  send(type: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
  /** The server answered with an error: browsers give up for good. */
  fail() {
    this.readyState = Wire.CLOSED;
    this.onerror?.();
  }
}

let heard: LiveMessage[];
let close: () => void;
let sessionStatus: number;
const wire = () => Wire.all.at(-1) as Wire;

beforeEach(() => {
  vi.useFakeTimers();
  Wire.all = [];
  heard = [];
  sessionStatus = 200;
  vi.stubGlobal("EventSource", Wire);
  vi.stubGlobal("fetch", async () => new Response(null, { status: sessionStatus }));
  close = openLiveStream((message) => heard.push(message));
});
afterEach(() => {
  close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("openLiveStream", () => {
  it("hands on events, and resync when the server says that some are lost", () => {
    wire().onopen?.();
    wire().send("call_started", { type: "call_started", callId: "a", at: "t" });
    wire().send("resync", {});
    expect(heard).toEqual([
      { kind: "online", online: true },
      {
        kind: "event",
        event: { type: "call_started", callId: "a", phoneNumberId: null, assistantId: null, at: "t" },
      },
      { kind: "resync" },
    ]);
  });

  it("leaves a broken connection to the browser, which resumes by itself", async () => {
    wire().onerror?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Wire.all).toHaveLength(1);
    expect(heard).toEqual([{ kind: "online", online: false }]);
  });

  it("opens a new stream after an error answer and has everything loaded again", async () => {
    wire().fail();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(Wire.all).toHaveLength(2);
    wire().onopen?.();
    expect(heard.slice(-2)).toEqual([{ kind: "online", online: true }, { kind: "resync" }]);
  });

  it("waits while the server is down", async () => {
    sessionStatus = 502;
    wire().fail();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Wire.all).toHaveLength(1);
    sessionStatus = 200;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(Wire.all).toHaveLength(2);
  });

  it("says when the session is over, and stops", async () => {
    sessionStatus = 401;
    wire().fail();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard.at(-1)).toEqual({ kind: "signed_out" });
    expect(Wire.all).toHaveLength(1);
  });
});
