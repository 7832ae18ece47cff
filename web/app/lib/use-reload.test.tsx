// @vitest-environment happy-dom
import { redirect } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useReload } from "./use-reload.ts";

/** A promise that is kept when somebody says so. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** A page that counts how often it was loaded, and has a slow change that leads to its copy. */
function show() {
  const change = gate();
  let loads = 0;
  const Page = () => {
    const reload = useReload();
    const fetcher = useFetcher();
    return (
      <>
        <p>Loaded {useLoaderData<number>()} times</p>
        <button onClick={reload}>Reload</button>
        <button onClick={() => fetcher.submit({}, { method: "post" })}>Copy</button>
        <p>{fetcher.state}</p>
        <input aria-label="Note" />
      </>
    );
  };
  const Stub = createRemixStub([
    {
      path: "/",
      Component: Page,
      loader: () => (loads += 1),
      action: async () => {
        await change.opened;
        return redirect("/copy");
      },
    },
    { path: "/copy", Component: () => <p>The copy</p> },
  ]);
  render(<Stub />);
  return { change, loads: () => loads };
}

const press = (name: string) => fireEvent.click(screen.getByText(name));

/** Answers, one after the other, to whether the page could be loaded; the last one stays. An error: nobody answers. */
let answers: (number | Error)[];

beforeEach(() => {
  answers = [200];
  vi.stubGlobal("fetch", async () => {
    const answer = (answers.length > 1 ? answers.shift() : answers[0])!;
    if (answer instanceof Error) throw answer;
    return new Response(null, { status: answer });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("useReload", () => {
  it("loads the page again at once while nothing else goes on", async () => {
    show();
    await screen.findByText("Loaded 1 times");
    press("Reload");
    expect(await screen.findByText("Loaded 2 times")).toBeDefined();
  });

  it("lets a change that is on its way lead where it leads", async () => {
    const { change, loads } = show();
    await screen.findByText("Loaded 1 times");
    press("Copy");
    await screen.findByText("submitting");
    press("Reload");
    change.open();
    expect(await screen.findByText("The copy")).toBeDefined();
    expect(loads()).toBe(1);
  });

  it("knows of a change that began a moment ago, before it is rendered", async () => {
    const { change, loads } = show();
    await screen.findByText("Loaded 1 times");
    act(() => {
      screen.getByText("Copy").click();
      screen.getByText("Reload").click();
    });
    change.open();
    expect(await screen.findByText("The copy")).toBeDefined();
    expect(loads()).toBe(1);
  });

  it.each([
    ["the network is gone", new TypeError("Failed to fetch")],
    ["the API restarts", 502],
    ["there were too many requests", 429],
  ])("keeps the page, and what is typed, while %s, and loads it then", async (_what, failure) => {
    const { loads } = show();
    await screen.findByText("Loaded 1 times");
    fireEvent.change(screen.getByLabelText("Note"), { target: { value: "Call back" } });
    answers = [failure, 200];
    press("Reload");
    await waitFor(() => expect(answers).toEqual([200]));
    expect(loads()).toBe(1);
    expect(await screen.findByText("Loaded 2 times", {}, { timeout: 4_000 })).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>("Note").value).toBe("Call back");
  });

  it("loads the page for the sign-in that a session which is over leads to", async () => {
    show();
    await screen.findByText("Loaded 1 times");
    answers = [401];
    press("Reload");
    expect(await screen.findByText("Loaded 2 times")).toBeDefined();
  });
});
