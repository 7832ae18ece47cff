import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, openBrowser, openWindow, shown, signIn, type Window } from "./browser.ts";
import { DEMO_NUMBER, placeCall } from "./place-call.ts";

/** One call from its first ring to the inbox, as somebody at the dashboard sees it; each test goes on where the last ended. */
describe.skipIf(!CHROMIUM)("a call, seen from the dashboard", () => {
  let browser: Browser;
  let view: Window;
  beforeAll(async () => {
    browser = await openBrowser();
    view = await openWindow(browser);
    await signIn(view.page);
  });
  afterAll(() => browser?.close());

  it("appears on the overview by itself, with what is being said", async () => {
    const { page } = view;
    const strip = page.getByRole("region", { name: "Calls in progress" });
    await strip.getByText("Live now").waitFor();
    await placeCall("leave-message", 2, DEMO_NUMBER);
    await strip.getByRole("link", { name: "(212) 555-0133" }).waitFor();
    expect(await shown(strip.getByText("Thank you for calling"))).toBe(true);
    await page
      .getByRole("link", { name: /Calls 1 running now/ })
      .first()
      .waitFor();
    await strip.getByRole("link", { name: "(212) 555-0133" }).click();
    await page.waitForURL("**/calls/*");
  });

  it("grows on its page while it is spoken", async () => {
    const log = view.page.getByRole("log", { name: "Transcript" });
    await log.getByText("Thank you for calling").first().waitFor();
    const early = await log.getByRole("listitem").count();
    await log.getByText("the invoice I got last week has the wrong address on it").waitFor();
    await log.getByText("is saved and will be passed on").waitFor();
    expect(await log.getByRole("listitem").count()).toBeGreaterThan(early);
  });

  it("ends with its outcome, actions, minutes and what was done about it", async () => {
    const { page } = view;
    await page.getByText("Message taken").first().waitFor();
    const done = page.getByRole("region", { name: "What the assistant did" });
    await done.getByText("Took a message").waitFor();
    await done.getByText("wrong address").waitFor();
    const facts = page.getByRole("region", { name: "Facts" });
    await facts.getByText(/^0\.\d min$/).waitFor();
    const timeline = page.getByRole("region", { name: "What CallFlex did about it" });
    for (const step of ["Report received", "Call stored", "Minutes counted"]) await timeline.getByText(step).waitFor();
    expect(await shown(timeline.getByText("Notification delivered"))).toBe(true);
  });

  it("plays its recording, which the transcript follows", async () => {
    const { page } = view;
    const player = page.getByRole("region", { name: "Recording" });
    await player.getByRole("button", { name: "Play" }).waitFor();
    const goodbye = page.getByRole("button", { name: /No, that's all/ });
    await goodbye.click();
    expect(await shown(page.locator("li[aria-current]", { hasText: "No, that's all" }))).toBe(true);
    await player.getByRole("button", { name: "Pause" }).click();
    await player.getByRole("slider").press("Home");
    await page.locator("li[aria-current]", { hasText: "that's all" }).waitFor({ state: "detached" });
  });

  it("can be processed again without anything being sent twice", async () => {
    const { page } = view;
    const timeline = page.getByRole("region", { name: "What CallFlex did about it" });
    const sent = await timeline.getByText("Notification sent").count();
    await timeline.getByRole("button", { name: "Process again" }).click();
    await page.getByText("The call is being processed again.").waitFor();
    await timeline
      .getByText(/2 tries/)
      .first()
      .waitFor();
    expect(await timeline.getByText("Notification sent").count()).toBe(sent);
  });

  it("left an item in the inbox, which is worked off there", async () => {
    const { page } = view;
    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: /^Inbox/ })
      .first()
      .click();
    await page.waitForURL("**/inbox");
    const item = page.getByTestId("inbox-item").filter({ hasText: "Tom Reyes" }).first();
    await item.getByRole("button", { name: "Add a note" }).click();
    await item.getByLabel("Note").fill("Sent the invoice again.");
    await item.getByRole("button", { name: "Save note" }).click();
    await item.getByText("Sent the invoice again.").waitFor();
    await item.getByRole("button", { name: "Change the note" }).and(page.locator(":enabled")).waitFor();
    await item.getByRole("button", { name: "Mark done" }).click();
    await page.getByText(/^Done: /).waitFor();
    await page.getByRole("link", { name: "Done", exact: true }).click();
    await page.waitForURL("**view=done");
    expect(await shown(page.getByTestId("inbox-item").filter({ hasText: "Sent the invoice again." }))).toBe(true);
  });

  it("is found again by who called and what was said", async () => {
    const { page } = view;
    await page.goto("/calls");
    await page.getByRole("searchbox").pressSequentially("tom reyes said");
    await page.waitForURL("**q=tom+reyes+said**");
    await page.getByRole("link", { name: "Tom Reyes" }).first().waitFor();
    await page.getByLabel("Outcome").selectOption("missed");
    expect(await shown(page.getByText("No call matches"))).toBe(true);
    await page.getByRole("link", { name: "Clear" }).click();
    await page.getByRole("link", { name: "Older calls" }).click();
    await page.getByRole("link", { name: "Back to the newest" }).click();
    await page.getByRole("link", { name: "Older calls" }).waitFor();
  });

  it("leaves the browser without complaints", () => {
    expect(view.complaints).toEqual([]);
  });
});
