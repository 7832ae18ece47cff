// @vitest-environment happy-dom
import { useNavigate } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { beginOwn } from "~/components/test-calls/own-conversation.ts";
import { useEndOnLeave } from "./use-end-on-leave.ts";

let asked: { path: string; method?: string; keepalive?: boolean; headers?: unknown }[];

async function show({ runs = true } = {}) {
  const Page = () => {
    const stay = useEndOnLeave("a", runs);
    const navigate = useNavigate();
    return (
      <>
        <button onClick={stay}>Load anew</button>
        <button onClick={() => navigate("/calls")}>Go on</button>
      </>
    );
  };
  const Stub = createRemixStub([
    { id: "routes/_app", path: "/", loader: () => ({ session: { organization: { id: "o" } } }), Component: Page },
    { path: "/calls", Component: () => <p>Calls</p> },
  ]);
  render(
    <StrictMode>
      <Stub />
    </StrictMode>,
  );
  await screen.findByText("Go on");
}

async function goOn() {
  fireEvent.click(screen.getByText("Go on"));
  await screen.findByText("Calls");
}

const hide = () => window.dispatchEvent(new Event("pagehide"));
const THE_END = {
  path: "/api/v1/test-calls/a/end",
  method: "POST",
  keepalive: true,
  headers: { "X-Organization-Id": "o" },
};

beforeEach(() => {
  asked = [];
  sessionStorage.clear();
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ path, ...init });
    return new Response(null, { status: 204 });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("leaving a conversation", () => {
  it("ends it where it was begun here, by a link and with the window", async () => {
    beginOwn("a");
    await show();
    expect(asked).toEqual([]);
    await goOn();
    await waitFor(() => expect(asked).toEqual([THE_END]));
    cleanup();
    await show();
    hide();
    expect(asked).toEqual([THE_END, THE_END]);
  });

  it.each([
    ["that somebody else began", "b", true],
    ["that is over", "a", false],
  ])("leaves one alone %s", async (_which, own, runs) => {
    beginOwn(own);
    await show({ runs });
    hide();
    await goOn();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toEqual([]);
  });

  it("goes on with it while the page is only loaded anew", async () => {
    beginOwn("a");
    await show();
    fireEvent.click(screen.getByText("Load anew"));
    hide();
    expect(asked).toEqual([]);
  });
});
