// @vitest-environment happy-dom
import { data } from "@remix-run/node";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ErrorFace } from "./error-face.tsx";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.stubGlobal("fetch", async () => new Response(null, { status: 200 }));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Shows a page that can't be loaded the first time. */
function show(error: unknown) {
  let loads = 0;
  const Stub = createRemixStub([
    {
      path: "/",
      Component: () => <p>The page</p>,
      ErrorBoundary: ErrorFace,
      loader: async () => {
        loads += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (loads === 1) throw error;
        return null;
      },
    },
  ]);
  render(<Stub />);
  return () => loads;
}

it.each([
  ["the API was gone", data({ title: "Bad Gateway" }, { status: 502 })],
  ["nobody answered", new TypeError("Failed to fetch")],
])(
  "goes by itself where %s",
  async (_why, error) => {
    show(error);
    expect(await screen.findByText("CallFlex is not reachable right now")).toBeDefined();
    expect(await screen.findByText("The page", {}, { timeout: 10_000 })).toBeDefined();
  },
  15_000,
);

it("stays where trying again changes nothing", async () => {
  const loads = show(data(null, { status: 404 }));
  expect(await screen.findByText("Nobody picks up here")).toBeDefined();
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  expect(loads()).toBe(1);
});
