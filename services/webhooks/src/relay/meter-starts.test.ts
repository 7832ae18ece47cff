import { describe, expect, it } from "vitest";
import { meterStarts } from "./meter-starts.ts";
import { TemporalBusy, type WorkflowStart, type WorkflowStarter } from "./workflow-starter.ts";

const start: WorkflowStart = { workflowType: "w", workflowId: "1", args: [], organizationId: "o", summary: "s" };

/** A Temporal whose backlog the test sets, and a clock that stands until it is moved. */
function metered() {
  const state = { backlog: 0, readings: 0, started: 0, now: 0, away: false };
  const starter: WorkflowStarter = {
    start: async () => void (state.started += 1),
    signalWithStart: async () => void (state.started += 1),
    signal: async () => true,
    signalDeliveryStatus: async () => true,
    backlog: async () => {
      state.readings += 1;
      if (state.away) throw new TemporalBusy("Temporal does not answer", { retryInMs: 1 });
      return state.backlog;
    },
    room: () => Number.MAX_SAFE_INTEGER,
    close: async () => undefined,
  };
  return { state, meter: meterStarts(starter, () => state.now) };
}

describe("meterStarts", () => {
  it("lets starts through while the worker keeps up", async () => {
    const { state, meter } = metered();
    for (let n = 0; n < 10; n += 1) await meter.start(start);
    expect(state).toMatchObject({ started: 10, readings: 1 });
  });

  it("counts signals that start something as starts", async () => {
    const { state, meter } = metered();
    await meter.signalWithStart(start, "sync");
    expect(state).toMatchObject({ started: 1, readings: 1 });
    state.backlog = 40;
    state.now += 251;
    await expect(meter.signalWithStart(start, "sync")).rejects.toThrow(TemporalBusy);
  });

  it("holds them back while the worker has too much, and lets them through when it has caught up", async () => {
    const { state, meter } = metered();
    state.backlog = 40;
    await expect(meter.start(start)).rejects.toThrow(TemporalBusy);
    state.backlog = 0;
    await expect(meter.start(start)).rejects.toThrow(TemporalBusy);
    state.now += 251;
    await meter.start(start);
    expect(state).toMatchObject({ started: 1, readings: 2 });
  });

  it("gives no more starts on one reading than a worker takes on in that time", async () => {
    const { state, meter } = metered();
    const results = [];
    for (let n = 0; n < 50; n += 1) results.push(await meter.start(start).catch((error: unknown) => error));
    expect(results.filter((result) => result instanceof TemporalBusy)).toHaveLength(18);
    state.now += 251;
    await meter.start(start);
    expect(state.started).toBe(33);
  });

  it("lets one start at a time find out whether Temporal is back, and none wait for that", async () => {
    const { state, meter } = metered();
    state.away = true;
    await expect(meter.start(start)).rejects.toThrow(TemporalBusy);
    const together = await Promise.allSettled([meter.start(start), meter.start(start), meter.start(start)]);
    expect(together.every(({ status }) => status === "rejected")).toBe(true);
    expect(state.readings).toBe(2);
    state.away = false;
    await meter.start(start);
    expect(state).toMatchObject({ started: 1, readings: 3 });
  });

  it("says how many starts there is room for, so that the others needn't be claimed", async () => {
    const { state, meter } = metered();
    expect(meter.room()).toBe(1);
    const first = meter.start(start);
    expect(meter.room()).toBe(0);
    await first;
    expect(meter.room()).toBe(31);

    state.backlog = 40;
    state.now += 251;
    expect(meter.room()).toBe(1);
    await expect(meter.start(start)).rejects.toThrow(TemporalBusy);
    expect(meter.room()).toBe(0);
    state.now += 251;
    expect(meter.room()).toBe(1);
  });

  it("says that one may ask while Temporal is away", async () => {
    const { state, meter } = metered();
    state.away = true;
    await expect(meter.start(start)).rejects.toThrow(TemporalBusy);
    expect(meter.room()).toBe(1);
    const asking = meter.start(start);
    expect(meter.room()).toBe(0);
    await expect(asking).rejects.toThrow(TemporalBusy);
  });

  it("never holds signals back", async () => {
    const { state, meter } = metered();
    state.backlog = 1_000;
    expect(await meter.signal("1", "retry")).toBe(true);
    expect(await meter.signalDeliveryStatus("1", "delivered")).toBe(true);
  });
});
