import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, openBrowser, openWindow, signIn, STACK } from "./browser.ts";

describe.skipIf(!CHROMIUM)("signing in and up", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("leads to the page that was asked for, after a wrong password too", async () => {
    const { page, context } = await openWindow(browser);
    await page.goto("/calls?outcome=missed");
    expect(new URL(page.url()).pathname).toBe("/login");
    await page.getByLabel("E-mail").fill(STACK.demo?.email ?? "");
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("That e-mail and password don't match.").waitFor();
    await page.getByLabel("Password").fill(STACK.demo?.password ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${STACK.web}/calls?outcome=missed`);
    await context.close();
  });

  it("works without JavaScript", async () => {
    const { page, context } = await openWindow(browser, { javaScriptEnabled: false });
    await signIn(page);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("Dana");
    expect(await page.getByRole("table", { name: "Recent calls" }).getByRole("row").count()).toBeGreaterThan(3);
    await context.close();
  });

  it("makes an account with an organization of its own, that shows nothing of another's", async () => {
    const { page, context, complaints } = await openWindow(browser, { timezoneId: "Europe/Berlin" });
    await page.goto("/signup");
    await page.getByLabel("Your name").fill("Nora Berg");
    await page.getByLabel("Name of your business").fill("Berg Couriers");
    await page.getByLabel("E-mail").fill(`nora.${Date.now()}@berg.example`);
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.locator("p", { hasText: "Use at least 10 characters" }).waitFor();
    await page.getByLabel("Password").fill("long enough to keep");
    expect(await page.getByLabel("Time zone").inputValue()).toBe("Europe/Berlin");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/onboarding/industry");
    await page.getByRole("link", { name: "Do this later" }).click();
    await page.waitForURL(`${STACK.web}/`);
    await page.getByText("Nobody is on the line right now.").waitFor();
    await page.getByText("No calls yet").waitFor();
    expect(await page.getByText("Berg Couriers").first().isVisible()).toBe(true);
    expect(complaints).toEqual([]);

    await page
      .getByRole("button", { name: /^Account/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Sign out" }).first().click();
    await page.waitForURL(`${STACK.web}/login`);
    await page.goto("/inbox");
    expect(new URL(page.url()).pathname).toBe("/login");
    await context.close();
  });

  it("keeps the theme on the server", async () => {
    const { page, context } = await openWindow(browser, { colorScheme: "light" });
    await signIn(page);
    await page
      .getByRole("button", { name: /^Account/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Dark" }).first().click();
    await page.locator("html.dark").waitFor();
    const firstTag = async () => /<html[^>]*>/.exec(await (await page.request.get("/")).text())?.[0];
    await expect.poll(firstTag).toContain('class="dark"');
    await context.close();
  });
});
