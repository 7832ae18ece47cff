import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBarriers } from "./axe.ts";
import { CHROMIUM, openBrowser, openWindow, shown, signIn, STACK, type Window } from "./browser.ts";
import { DEMO_NUMBER, placeCall } from "./place-call.ts";

const WINDOWS = [
  { name: "wide and light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "wide and dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  { name: "narrow and light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
] as const;

const PAGES = [
  "routing",
  "explain",
  "explain?hidden=1&date=2026-12-25&time=19:10",
  "explain?caller=x",
  "disclosure",
  "forwarding",
];

/** Address of the demo's number. */
async function numberPath({ page }: Window): Promise<string> {
  await page.goto("/numbers");
  const link = page.getByRole("main").locator('a[href^="/numbers/"]').filter({ hasText: "(614) 555-0123" }).first();
  return (await link.getAttribute("href"))!;
}

/** What a number's pages set, and what callers meet then; each test goes on where the last ended. */
describe.skipIf(!CHROMIUM)("a number's settings", () => {
  let browser: Browser;
  let view: Window;
  let path: string;
  beforeAll(async () => {
    browser = await openBrowser();
    view = await openWindow(browser);
    await signIn(view.page);
    path = await numberPath(view);
  });
  afterAll(() => browser?.close());

  it("are reached and changed by the keyboard, and told in words while they are typed", async () => {
    const { page } = view;
    await page.goto(`${path}/routing`);
    const rule = page.getByRole("group", { name: "Holidays" });
    await rule.getByLabel("What happens").focus();
    await page.keyboard.type("A message");
    await rule.getByLabel("First words").focus();
    await page.keyboard.type("We are closed for the holiday. May I take a message?");
    expect(await shown(page.getByText("On holidays a message is taken."))).toBe(true);
    expect(await shown(page.getByText("Not saved yet"))).toBe(true);
    await page.getByRole("button", { name: "Save", exact: true }).focus();
    await page.keyboard.press("Enter");
    expect(await shown(page.getByText("Saved. It holds from the next call on."))).toBe(true);
  });

  it("refuse what can't be, at the field", async () => {
    const { page } = view;
    const rule = page.getByRole("group", { name: "VIP callers" });
    await rule.getByLabel("What happens").selectOption("forward");
    await rule.getByLabel("Telephone that rings").fill("12");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    expect(await shown(rule.getByText("Enter a phone number"))).toBe(true);
    await page.reload();
  });

  it("explain a moment by one click", async () => {
    const { page } = view;
    await page.goto(`${path}/explain`);
    expect(await shown(page.getByRole("heading", { name: "An assistant answers" }))).toBe(true);
    await page.getByRole("link", { name: "Christmas Day at 19:10" }).click();
    await page.waitForURL("**time=19*");
    expect(await shown(page.getByText("19:10 in America/New_York"))).toBe(true);
  });

  it("let callers hear the notices first", async () => {
    const { page } = view;
    await page.goto(`${path}/disclosure`);
    await page.getByLabel("That an AI answers").fill("You are speaking with an AI assistant.");
    expect(
      await shown(page.getByText(/“You are speaking with an AI assistant. This call may be recorded. Thank/)),
    ).toBe(true);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved. It holds from the next call on.").first().waitFor();
    await page.goto("/");
    await placeCall("leave-message", 4, DEMO_NUMBER);
    const strip = page.getByRole("region", { name: "Calls in progress" });
    await strip.getByRole("link", { name: "(212) 555-0133" }).click();
    const first = page.getByText("You are speaking with an AI assistant. This call may be recorded.");
    expect(await shown(first)).toBe(true);
    await page.getByText("Message taken").first().waitFor();
  });

  it("keep nothing of a call when recording is off, and its page says so", async () => {
    const { page } = view;
    await page.goto(`${path}/disclosure`);
    await page.getByLabel("Recording", { exact: true }).selectOption("off");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved. It holds from the next call on.").first().waitFor();
    await page.goto("/");
    await placeCall("leave-message", 8, DEMO_NUMBER);
    const strip = page.getByRole("region", { name: "Calls in progress" });
    await strip.getByRole("link", { name: "(212) 555-0133" }).click();
    await page.getByText("Message taken").first().waitFor();
    expect(await shown(page.getByText("Recording is off for this number: nothing of the call"))).toBe(true);
    expect(await page.getByRole("region", { name: "Recording" }).count()).toBe(0);
    expect(await page.getByText("wrong address on it").count()).toBe(0);
    await page.goto(`${path}/disclosure`);
    await page.getByLabel("Recording", { exact: true }).selectOption("on");
    await page.getByLabel("That an AI answers").fill("");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved. It holds from the next call on.").first().waitFor();
  });

  it("show how to forward one's own number, and see the call that proves it", async () => {
    const { page } = view;
    await page.goto(`${path}/forwarding`);
    await page.getByLabel("Your business number").fill("(212) 555-0188");
    await page.getByLabel("Telephone company").selectOption("tmobile");
    expect(await shown(page.getByText(/^\*\*61\*1\d{10}#$/))).toBe(true);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Start the test" }).click();
    await page.getByText("Waiting for a call", { exact: true }).waitFor();
    await placeCall("leave-message", 8, DEMO_NUMBER, { forwardedFrom: "+12125550188" });
    expect(await shown(page.getByText("Verified", { exact: true }))).toBe(true);
    await page.getByRole("link", { name: "See the call" }).click();
    const facts = page.getByRole("region", { name: "Facts" });
    expect(await shown(facts.getByText("(212) 555-0188"))).toBe(true);
  });

  describe.each(WINDOWS)("in a $name window", ({ viewport, colorScheme }) => {
    it.each(PAGES)("show %s without barriers and complaints", async (page) => {
      const other = await openWindow(browser, {
        viewport,
        colorScheme,
        storageState: await view.context.storageState(),
      });
      await other.page.goto(`${STACK.web}${path}/${page}`);
      await other.page.getByRole("heading", { level: 1 }).waitFor();
      expect(await findBarriers(other.page)).toEqual([]);
      expect(other.complaints).toEqual([]);
      await other.context.close();
    });
  });
});
