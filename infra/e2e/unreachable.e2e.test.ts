import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, openBrowser, openWindow, shown, signIn, type Window } from "./browser.ts";
import { DEMO_NUMBER, placeCall } from "./place-call.ts";

const TYPED = "Front desk, typed while nobody answered";

/** What loads a page's data, and asks whether it could be loaded. */
const UNREACHABLE = /\.data|\/auth\/me/;

/** What a page keeps while the dashboard can't be reached. */
describe.skipIf(!CHROMIUM)("a page, while CallFlex can't be reached", () => {
  let browser: Browser;
  let view: Window;
  beforeAll(async () => {
    browser = await openBrowser();
    view = await openWindow(browser);
    await signIn(view.page);
    const { page } = view;
    await page.goto("/numbers");
    const number = page.getByRole("main").locator('a[href^="/numbers/"]').filter({ hasText: "(614) 555-0123" });
    await page.goto((await number.first().getAttribute("href"))!);
  });
  afterAll(() => browser?.close());

  const label = () => view.page.getByRole("textbox", { name: "Label" });

  it("keeps what is typed through an event that it can't load, and shows it later", async () => {
    const { page } = view;
    await label().fill(TYPED);
    await page.route(UNREACHABLE, (route) => route.abort());
    const tried = page.waitForEvent("requestfailed", { predicate: (request) => UNREACHABLE.test(request.url()) });
    await placeCall("leave-message", 8, DEMO_NUMBER);
    await tried;
    expect(await label().inputValue()).toBe(TYPED);
    await page.unroute(UNREACHABLE);
    const calls = page.getByRole("table", { name: "Recent calls to this number" });
    expect(await shown(calls.getByText("(212) 555-0133"))).toBe(true);
    expect(await label().inputValue()).toBe(TYPED);
  });

  it("says that a save didn't arrive, and saves the same once it can", async () => {
    const { page } = view;
    const save = page.getByRole("button", { name: "Save", exact: true });
    await cutOffWithChange(page);
    await save.click();
    expect(await shown(page.getByText("CallFlex is not reachable right now. What is on this page stays"))).toBe(true);
    await save.and(page.locator(":enabled")).waitFor();
    expect(await label().inputValue()).toBe(TYPED);
    await page.unroute(UNREACHABLE);
    await save.click();
    expect(await shown(page.getByText("Saved. It holds from the next call on."))).toBe(true);
    await page.reload();
    expect(await label().inputValue()).toBe(TYPED);
  });
});

/** From the next change on nothing answers; what was being loaded before may end. */
async function cutOffWithChange(page: Page): Promise<void> {
  let gone = false;
  await page.route(UNREACHABLE, (route) => {
    gone ||= route.request().method() === "POST";
    return gone ? route.abort() : route.continue();
  });
}
