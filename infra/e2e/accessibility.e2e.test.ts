import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmAddress, inDatabase, signUp, somebody } from "./accounts.ts";
import { findBarriersInAllLooks } from "./axe.ts";
import { CHROMIUM, openBrowser, openWindow, signIn, type Window } from "./browser.ts";

const PAGES = [
  "/",
  "/calls",
  "/calls?q=nothing+like+this",
  "/inbox",
  "/inbox?view=done",
  "/calls/none",
  "/assistants",
  "/assistants?status=paused",
  "/assistants/new",
  "/assistants/new?preview=legal-intake",
  "/assistants/new/restaurant-takeout-catering",
  "/assistants/none",
  "/nowhere",
  "/numbers",
  "/numbers/new",
  "/numbers/new?country=DE&type=mobile",
  "/numbers/new?contains=000000000000",
  "/numbers/none",
  "/onboarding/industry",
  "/onboarding/template",
  "/onboarding/assistant",
  "/onboarding/number",
  "/onboarding/call",
  "/settings/organization",
  "/settings/hours",
  "/settings/voice",
  "/settings/team",
  "/settings/security",
  "/settings/drift",
  "/settings/connection",
  "/settings/api-keys",
  "/settings/audit-log",
  "/organizations/new",
];

const PAGES_WITHOUT_SIGN_IN = [
  "/login",
  "/login?error=google_failed",
  "/login/two-factor",
  "/login/two-factor?with=recovery-code",
  "/signup",
  "/forgot-password",
  "/reset-password?token=made-up-for-this-page",
  "/reset-password",
  "/confirm-email?token=made-up-for-this-page",
  "/confirm-new-email?token=made-up-for-this-page",
  "/invitation?token=made-up-for-this-page",
];

/** Windows above a settings page: the page, the button that opens it, its title. */
const DIALOGS = [
  ["/settings/team", "Invite", "Invite somebody"],
  ["/settings/organization", "Delete…", "Delete Brightside Movers"],
  ["/settings/security", "Change e-mail", "Change your e-mail"],
  ["/settings/security", "Turn on", "Turn on two-factor sign-in"],
  ["/settings/security", "Delete my account…", "Delete your account"],
  ["/settings/connection", "Change the key", "Change the webhook key?"],
  ["/settings/hours", "Copy Monday to other days", "Copy Monday’s hours to"],
] as const;

describe.skipIf(!CHROMIUM)("a window, wide and narrow, light and dark", () => {
  let browser: Browser;
  let view: Window;
  let signedOut: Window;
  beforeAll(async () => {
    browser = await openBrowser();
    view = await openWindow(browser);
    signedOut = await openWindow(browser);
    await signIn(view.page);
  });
  afterAll(() => browser?.close());

  async function barriersOn({ page }: Window): Promise<string[]> {
    await page.getByRole("heading", { level: 1 }).waitFor();
    return findBarriersInAllLooks(page);
  }

  it.each(PAGES_WITHOUT_SIGN_IN)("shows %s without barriers", async (path) => {
    await signedOut.page.goto(path);
    expect(await barriersOn(signedOut)).toEqual([]);
  });

  it.each(PAGES)("shows %s without barriers", async (path) => {
    await view.page.goto(path);
    expect(await barriersOn(view)).toEqual([]);
  });

  it.each(DIALOGS)("opens a window on %s by “%s” without barriers", async (path, button, title) => {
    const { page } = view;
    await page.goto(path);
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.getByRole("dialog", { name: title }).waitFor();
    expect(await findBarriersInAllLooks(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.tagName")).toBe("BUTTON");
  });

  it("shows a form with mistakes, and a key that was just made, without barriers", async () => {
    const { page, context } = await openWindow(browser);
    const vera = somebody("vera");
    await signUp(page, vera);
    await confirmAddress(vera);
    await inDatabase("UPDATE organizations SET plan_key = 'business' WHERE name = $1", [vera.organizationName]);
    await page.goto("/settings/api-keys");
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.getByText("Name the key after what it is for").waitFor();
    expect(await findBarriersInAllLooks(page)).toEqual([]);
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Display");
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.getByRole("dialog", { name: "Copy your key now" }).waitFor();
    expect(await findBarriersInAllLooks(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.goto("/settings/audit-log");
    await page.getByText("API key made").waitFor();
    expect(await findBarriersInAllLooks(page)).toEqual([]);
    await context.close();
  });

  it("shows a number, its purchase and its release without barriers", async () => {
    const { page } = view;
    await page.goto("/numbers");
    await page.getByRole("listitem").filter({ hasText: "Active" }).getByRole("link").first().click();
    await page.waitForURL("**/numbers/*");
    expect(await barriersOn(view)).toEqual([]);
    await page.getByRole("button", { name: "Release…" }).click();
    await page.getByRole("dialog", { name: /^Release/ }).waitFor();
    expect(await findBarriersInAllLooks(page)).toEqual([]);
    await page.goto("/numbers/new");
    await page
      .getByRole("button", { name: /^Choose/ })
      .first()
      .click();
    await page.getByRole("dialog", { name: "Get this number" }).waitFor();
    await page.getByRole("button", { name: /^Get it/ }).click();
    await page.getByText("Enter a phone number").waitFor();
    expect(await findBarriersInAllLooks(page)).toEqual([]);
  });

  it("shows a call without barriers", async () => {
    await view.page.goto("/calls");
    await view.page.getByRole("table").getByRole("link").first().click();
    await view.page.waitForURL("**/calls/*");
    expect(await barriersOn(view)).toEqual([]);
  });

  it.each(["", "/edit", "/knowledge", "/tests", "/versions?version=1"])(
    "shows an assistant%s without barriers",
    async (path) => {
      await view.page.goto("/assistants");
      await view.page.getByRole("link", { name: "Brightside dispatch desk" }).click();
      await view.page.waitForURL(/\/assistants\/[0-9a-f-]{36}$/);
      await view.page.goto(view.page.url() + path);
      expect(await barriersOn(view)).toEqual([]);
    },
  );

  it("shows the ways to try an assistant, and a conversation that runs, without barriers", async () => {
    const { page } = view;
    await page.goto("/assistants");
    await page.getByRole("link", { name: "Brightside dispatch desk" }).click();
    await page.getByRole("button", { name: "Test call" }).click();
    const dialog = page.getByRole("dialog", { name: "Try your assistant" });
    await dialog.getByRole("button", { name: "Start talking" }).waitFor();
    expect(await findBarriersInAllLooks(page)).toEqual([]);
    await dialog.getByText("Your telephone rings.").click();
    await dialog.getByRole("button", { name: "Call me" }).click();
    await dialog.getByText("Tick this first").waitFor();
    expect(await findBarriersInAllLooks(page)).toEqual([]);
    await dialog.getByText("You type, the assistant answers.").click();
    await dialog.getByRole("button", { name: "Start talking" }).click();
    await page.waitForURL("**/test-calls/*");
    await page.getByRole("log", { name: "Conversation" }).getByText("How can I help you?").waitFor();
    expect(await barriersOn(view)).toEqual([]);
    await page.getByRole("button", { name: "Hang up" }).click();
    await page.getByRole("region", { name: "The conversation has ended" }).waitFor();
    expect(await barriersOn(view)).toEqual([]);
  });

  it("shows each step of an assistant that is written from scratch without barriers", async () => {
    const { page } = view;
    await page.goto("/assistants/new");
    await page.getByRole("button", { name: "Start from scratch" }).click();
    await page.waitForURL("**/assistants/build/*");
    const draft = page.url();
    for (const step of ["", "/greeting", "/instructions", "/capabilities", "/voice", "/review"]) {
      await page.goto(draft + step);
      expect(await barriersOn(view)).toEqual([]);
    }
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
