// @vitest-environment happy-dom
import type { CallListItem } from "@callflex/contracts/api/calls";
import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, render, screen, within } from "@testing-library/react";
import { useEffect, useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { CallsTable } from "./calls-table.tsx";

const NOW = Date.parse("2026-11-05T10:00:00Z");

const call = (change: Partial<CallListItem>): CallListItem => ({
  id: "a",
  direction: "inbound",
  status: "ended",
  outcome: "message",
  startedAt: "2026-11-05T09:48:00Z",
  answeredAt: "2026-11-05T09:48:03Z",
  endedAt: "2026-11-05T09:50:00Z",
  durationSeconds: 125,
  callerNumber: "+14155550134",
  callerName: "Tom",
  contactId: null,
  phoneNumber: null,
  assistant: null,
  summary: "Left a message for Dana.",
  isTest: false,
  ...change,
});

let setCalls: (calls: CallListItem[]) => void;

async function show(first: CallListItem[]) {
  const Page = () => {
    const [calls, set] = useState(first);
    useEffect(() => {
      setCalls = set;
    }, []);
    return <CallsTable calls={calls} now={NOW} caption="Calls" />;
  };
  const Stub = createRemixStub([{ path: "/", Component: Page }]);
  render(<Stub />);
  return screen.findAllByRole("row");
}

afterEach(cleanup);

describe("CallsTable", () => {
  it("says who called, what happened, what came of it, how long and when", async () => {
    const rows = await show([call({})]);
    const cells = within(rows[1] as HTMLElement)
      .getAllByRole("cell")
      .map((cell) => cell.textContent);
    expect(cells).toEqual(["TTom(415) 555-0134", "Left a message for Dana.", "Message taken", "2:05", "12 min ago"]);
    expect(screen.getByRole("link", { name: "Tom" }).getAttribute("href")).toBe("/calls/a");
  });

  it("lets a running call tick", async () => {
    const running = call({ status: "in_progress", outcome: null, durationSeconds: null, endedAt: null, summary: null });
    await show([running]);
    expect(screen.getByRole("timer").textContent).toMatch(/^\d+:\d\d/);
    expect(screen.getByText("In progress")).toBeDefined();
  });

  it("points out rows that come in while it is looked at, not a whole new page", async () => {
    await show([call({ id: "a" })]);
    const fresh = () => document.querySelectorAll(".fresh-row").length;
    expect(fresh()).toBe(0);
    act(() => setCalls([call({ id: "b" }), call({ id: "a" })]));
    expect(fresh()).toBe(1);
    act(() => setCalls([call({ id: "c" }), call({ id: "d" })]));
    expect(fresh()).toBe(0);
  });
});
