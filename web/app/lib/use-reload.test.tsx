// @vitest-environment happy-dom
import { redirect } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
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

afterEach(cleanup);

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
});
