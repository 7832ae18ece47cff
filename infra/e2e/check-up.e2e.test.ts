import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signUp, somebody } from "./accounts.ts";
import { CHROMIUM, openBrowser, openWindow, shown, signIn } from "./browser.ts";

describe.skipIf(!CHROMIUM)("the telephone side", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("is compared when somebody asks for it, and the page tells when it is done", async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page);
    await page.goto("/settings/drift");
    await page.getByRole("button", { name: "Check now" }).click();
    expect(await shown(page.getByText("are being checked"))).toBe(true);
    await page.getByText(/^Checked just now/).waitFor({ timeout: 120_000 });
    await page.getByRole("button", { name: "Check now" }).isEnabled();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("has a key with the first number, and says so before", async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signUp(page, somebody("kay"));
    await page.goto("/settings/connection");
    expect(await shown(page.getByText("It is made by itself with your first phone number."))).toBe(true);
    await page.goto("/settings/drift");
    expect(await shown(page.getByText("haven’t been checked yet"))).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
