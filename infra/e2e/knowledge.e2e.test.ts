import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePdf } from "../../services/worker/test/pdf.ts";
import { signUp, somebody } from "./accounts.ts";
import { CHROMIUM, openBrowser, openWindow, shown, STACK } from "./browser.ts";

/** Makes an assistant from scratch, as a draft. @returns the address of its page */
async function makeDraft(page: Page): Promise<string> {
  await signUp(page, somebody("kim"));
  await page.goto("/assistants/new");
  await page.getByRole("button", { name: "Start from scratch" }).click();
  await page.waitForURL("**/assistants/build/*");
  return page.url().replace("/build/", "/");
}

describe.skipIf(!CHROMIUM)("an assistant's knowledge and tests", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("takes texts, pages and files, and says why something can't be read", async () => {
    const { page, context, complaints } = await openWindow(browser);
    const assistant = await makeDraft(page);
    await page.goto(`${assistant}/knowledge`);
    expect(await shown(page.getByText("Nothing yet"))).toBe(true);
    const entry = (name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

    await page.getByLabel("Title").fill("Parking");
    await page.getByRole("button", { name: "Add the text" }).click();
    expect(await shown(page.getByText("Write what the assistant should know"))).toBe(true);
    await page.getByLabel(/should know$/).fill("Guests park behind the house.");
    await page.getByRole("button", { name: "Add the text" }).click();
    expect(await shown(entry("Parking").getByText("Guests park behind the house."))).toBe(true);

    await page.getByLabel("Address").fill(`${STACK.sandbox}/website/prices`);
    await page.getByRole("button", { name: "Read the page" }).click();
    expect(await shown(entry("Prices and hours").getByText(/A visit costs \$89/))).toBe(true);

    const files = [
      { name: "menu.pdf", mimeType: "application/pdf", buffer: makePdf(["Soup of the day: $6"]) },
      { name: "broken.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 and no more") },
    ];
    await page.locator("input[type=file]").setInputFiles(files);
    expect(await shown(entry("menu").getByText("Soup of the day: $6"))).toBe(true);
    expect(await shown(entry("broken").getByText(/damaged or no PDF/))).toBe(true);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("x") });
    expect(await shown(page.getByText("Take a PDF, Markdown or plain text."))).toBe(true);

    await page.getByRole("button", { name: "Edit menu" }).click();
    await page.getByRole("dialog").getByLabel("Title").fill("Menu of the week");
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).last().click();
    expect(await shown(entry("Menu of the week"))).toBe(true);
    await page.getByRole("button", { name: "Delete broken" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await entry("broken").waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("takes a text without JavaScript", async () => {
    const { page, context } = await openWindow(browser);
    const assistant = await makeDraft(page);
    const plain = await openWindow(browser, {
      javaScriptEnabled: false,
      storageState: await context.storageState(),
    });
    await plain.page.goto(`${assistant}/knowledge`);
    await plain.page.getByLabel("Title").fill("Parking");
    await plain.page.getByLabel(/should know$/).fill("Guests park behind the house.");
    await plain.page.getByRole("button", { name: "Add the text" }).click();
    expect(await shown(plain.page.getByRole("heading", { name: "Parking" }))).toBe(true);
    await plain.context.close();
    await context.close();
  });

  it("is tested by scripted callers, and shows what failed and why", async () => {
    const { page, context, complaints } = await openWindow(browser);
    const assistant = await makeDraft(page);
    await page.goto(`${assistant}/tests`);
    await page.getByRole("button", { name: "Add a test" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Knows parking");
    await dialog.getByLabel("What the caller says").fill("Hello?\nWhere can I park?");
    await dialog.getByLabel("Expectation 1: kind").selectOption("says");
    await dialog.getByRole("button", { name: "Save the test" }).click();
    expect(await shown(dialog.getByText("Write what to look for"))).toBe(true);
    await dialog.getByLabel("Expectation 1: words").fill("behind the house");
    await dialog.getByRole("button", { name: "Add an expectation" }).click();
    await dialog.getByLabel("Expectation 2: kind").selectOption("never_says");
    await dialog.getByLabel("Expectation 2: words").fill("not given");
    await dialog.getByRole("button", { name: "Save the test" }).click();

    const test = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Knows parking" }) });
    await test.first().waitFor();
    await page.getByRole("button", { name: "Run now" }).click();
    expect(await shown(test.getByText("It never said that."))).toBe(true);
    expect(await shown(test.getByText(/^The last words were/))).toBe(true);
    expect(await shown(test.getByText("Where can I park?"))).toBe(true);
    expect(await shown(page.getByText("Simulated"))).toBe(true);
    await page.getByRole("button", { name: "Run now" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
