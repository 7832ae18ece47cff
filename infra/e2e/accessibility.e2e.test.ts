import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBarriers } from "./axe.ts";
import { CHROMIUM, openBrowser, openWindow, signIn, type Window } from "./browser.ts";

/** Colours are the same in narrow windows; what differs there is the place of things. */
const WINDOWS = [
  { name: "wide and light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "wide and dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  { name: "narrow and light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
] as const;

const PAGES = ["/", "/calls", "/calls?q=nothing+like+this", "/inbox", "/inbox?view=done", "/calls/none", "/nowhere"];

describe.skipIf(!CHROMIUM).each(WINDOWS)("a $name window", ({ viewport, colorScheme }) => {
  let browser: Browser;
  let view: Window;
  let signedOut: Window;
  beforeAll(async () => {
    browser = await openBrowser();
    view = await openWindow(browser, { viewport, colorScheme });
    signedOut = await openWindow(browser, { viewport, colorScheme });
    await signIn(view.page);
  });
  afterAll(() => browser?.close());

  async function barriersOn({ page }: Window): Promise<string[]> {
    await page.getByRole("heading", { level: 1 }).waitFor();
    return findBarriers(page);
  }

  it.each(["/login", "/signup"])("shows %s without barriers", async (path) => {
    await signedOut.page.goto(path);
    expect(await barriersOn(signedOut)).toEqual([]);
  });

  it.each(PAGES)("shows %s without barriers", async (path) => {
    await view.page.goto(path);
    expect(await barriersOn(view)).toEqual([]);
  });

  it("shows a call without barriers", async () => {
    await view.page.goto("/calls");
    await view.page.getByRole("table").getByRole("link").first().click();
    await view.page.waitForURL("**/calls/*");
    expect(await barriersOn(view)).toEqual([]);
  });

  it("can be used by keyboard from the first key on", async () => {
    const { page } = view;
    await page.goto("/");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
  });
});
