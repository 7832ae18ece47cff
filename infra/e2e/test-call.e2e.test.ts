import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, openBrowser, openWindow, shown, signIn, type Window } from "./browser.ts";

/** Somebody tries an assistant from the dashboard; each test goes on where the last ended. */
describe.skipIf(!CHROMIUM)("a test call, from the dashboard", () => {
  let browser: Browser;
  let view: Window;
  beforeAll(async () => {
    browser = await openBrowser();
    view = await openWindow(browser);
    await signIn(view.page);
  });
  afterAll(() => browser?.close());

  it("is a conversation that is typed, by the keyboard alone", async () => {
    const { page } = view;
    await page.getByRole("button", { name: "Test call" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Start talking" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/test-calls/*");
    const log = page.getByRole("log", { name: "Conversation" });
    await log.getByText("How can I help you?").waitFor();
    // The line to type in has the focus as soon as somebody listens.
    await page.locator("input[name=text]:focus").waitFor();
    for (const [text, answer] of [
      ["I want to leave a message", "your name"],
      ["Ada Lovelace", "What is it about?"],
      ["The piano needs moving on Friday", "is saved and will be passed on"],
    ] as const) {
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      await log.getByText(answer).last().waitFor();
    }
    expect(await log.getByText("Ada Lovelace", { exact: true }).count()).toBe(1);
  });

  it("ends when the person hangs up, and leads to what came of it", async () => {
    const { page } = view;
    await page.getByRole("button", { name: "Hang up" }).click();
    const outcome = page.getByRole("region", { name: "The conversation has ended" });
    await outcome.getByText("One note is in the inbox").waitFor();
    await outcome.getByRole("link", { name: "See it as a call" }).click();
    await page.waitForURL("**/calls/*");
    await page.getByText("Test call", { exact: true }).first().waitFor();
    expect(await shown(page.getByRole("region", { name: "What the assistant did" }).getByText("piano"))).toBe(true);
  });

  it("ends when the person leaves its page", async () => {
    const { page } = view;
    for (const leave of [
      () =>
        page
          .getByRole("link", { name: /^Calls/ })
          .first()
          .click(),
      () => page.goto("/inbox"),
    ]) {
      await page.goto("/");
      await page.getByRole("button", { name: "Test call" }).click();
      await page.getByRole("button", { name: "Start talking" }).click();
      await page.waitForURL("**/test-calls/*");
      await page.getByRole("log", { name: "Conversation" }).getByText("How can I help you?").waitFor();
      const conversation = page.url();
      await leave();
      await page.getByRole("heading", { level: 1, name: /Calls|Inbox/ }).waitFor();
      await page.goto(conversation);
      expect(await shown(page.getByRole("region", { name: "The conversation has ended" }))).toBe(true);
    }
  });

  it("rings a telephone only with consent, and is read along", async () => {
    const { page } = view;
    await page.goto("/");
    await page.getByRole("button", { name: "Test call" }).click();
    await page.getByText("Your telephone rings.").click();
    const form = page.getByRole("form", { name: "Call me" });
    await form.getByRole("textbox", { name: "Your telephone" }).fill("(415) 555-0177");
    await form.getByRole("button", { name: "Call me" }).click();
    await form.getByText("Tick this first").waitFor();
    await form.getByRole("checkbox").check();
    await form.getByRole("button", { name: "Call me" }).click();
    await page.waitForURL("**/test-calls/*");
    await page.getByRole("heading", { name: /calls \(415\) 555-0177/ }).waitFor();
    expect(await shown(page.getByRole("log", { name: "Conversation" }).getByText("the test call works"))).toBe(true);
  });

  it("says in words why nobody was reached", async () => {
    const { page } = view;
    await page.goto("/");
    await page.getByRole("button", { name: "Test call" }).click();
    await page.getByText("Your telephone rings.").click();
    // Twilio's number for a line that is busy.
    await page.getByRole("textbox", { name: "Your telephone" }).fill("+1 500 555 0010");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Call me" }).last().click();
    const outcome = page.getByRole("region", { name: "The call reached nobody" });
    expect(await shown(outcome.getByText("The line was busy."))).toBe(true);
    expect(view.complaints).toEqual([]);
  });
});
