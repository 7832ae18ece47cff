import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillSignUp, somebody } from "./accounts.ts";
import { CHROMIUM, openBrowser, openWindow, shown, STACK, type Window } from "./browser.ts";
import { placeCall } from "./place-call.ts";

/** What somebody may have to do between signing up and hearing their assistant. */
const MOST_INTERACTIONS = 25;

/** Counts in the page what a person does: buttons and links pressed, fields filled, choices made. */
const COUNT = `if (!sessionStorage.getItem("interactions")) sessionStorage.setItem("interactions", "0");
  const one = () => sessionStorage.setItem("interactions", String(Number(sessionStorage.getItem("interactions")) + 1));
  addEventListener("click", ({ target, isTrusted }) => isTrusted && target.closest("button, a, [type=checkbox], [type=radio]") && one(), true);
  addEventListener("change", ({ target }) => target.matches("select, textarea, input:not([type=checkbox], [type=radio])") && one(), true);`;

const interactions = (page: Page) => page.evaluate<number>(`Number(sessionStorage.getItem("interactions"))`);

/** From signing up to a call that was answered, with a reload at each step; each test goes on where the last ended. */
describe.skipIf(!CHROMIUM)("the way from signing up to an answered call", () => {
  let browser: Browser;
  let view: Window;
  beforeAll(async () => {
    browser = await openBrowser();
    view = await openWindow(browser);
    await view.page.addInitScript({ content: COUNT });
  });
  afterAll(() => browser?.close());

  async function reload(step: string): Promise<Page> {
    const { page } = view;
    await page.reload();
    expect(new URL(page.url()).pathname).toBe(`/onboarding/${step}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  }

  it("begins by itself with the industry", async () => {
    await fillSignUp(view.page, somebody("ridley"));
    const page = await reload("industry");
    expect(await page.getByRole("form", { name: "Industry" }).getByRole("button").count()).toBe(6);
    await page.getByRole("button", { name: /^Home services/ }).click();
    await page.waitForURL("**/onboarding/template");
  });

  it("shows the industry's templates with a call as an example", async () => {
    const page = await reload("template");
    expect(await page.getByRole("button", { name: /^Use this one/ }).count()).toBeGreaterThanOrEqual(2);
    expect(await shown(page.getByRole("list", { name: "A call, as an example" }))).toBe(true);
    await page
      .getByRole("listitem")
      .filter({ hasText: /front desk/i })
      .getByRole("button", { name: /^Use this one/ })
      .click();
    await page.waitForURL("**/onboarding/assistant");
  });

  it("keeps what was typed into the questions, and knows the business's name", async () => {
    const { page } = view;
    await page.getByLabel("Area served").fill("Boulder and Longmont");
    await reload("assistant");
    expect(await page.getByLabel("Company name").inputValue()).toContain("Ridley");
    await expect
      .poll(() => page.getByLabel("Area served").inputValue(), { timeout: 30_000 })
      .toBe("Boulder and Longmont");
    await page.getByRole("button", { name: "Continue" }).click();
    const onCall = page.getByLabel("Number of the on-call technician");
    expect(await shown(onCall.and(page.locator("[aria-invalid=true]")))).toBe(true);
    await onCall.fill("(303) 555-0142");
    const trade = page.locator("select[name=trade]");
    await trade.selectOption({ index: 1 });
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/onboarding/number");
  });

  it("takes the telephone that was named for the number's fallback", async () => {
    const page = await reload("number");
    await page
      .getByRole("button", { name: /^Choose \(/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog", { name: "Get this number" });
    expect(await dialog.getByLabel(/person’s phone/).inputValue()).toBe("(303) 555-0142");
    await dialog.getByRole("button", { name: /^Get it/ }).click();
    await page.waitForURL("**/onboarding/call");
  });

  it("ends with a call that is read as it is spoken", async () => {
    const page = await reload("call");
    const region = page.getByRole("region", { name: "Number to call" });
    const digits = (await region.getByText(/^\(\d{3}\)/).textContent()) ?? "";
    expect(await interactions(page)).toBeLessThanOrEqual(MOST_INTERACTIONS);
    await placeCall("home-services-burst-pipe", 20, `+1${digits.replace(/\D/g, "")}`);
    expect(await shown(page.getByRole("heading", { name: "Transcript" }))).toBe(true);
    expect(await shown(page.getByText(/Ridley/).last())).toBe(true);
    await page.getByRole("log").waitFor({ state: "detached" });
    await reload("call");
    await page.getByRole("link", { name: "Go to your overview" }).click();
    await page.waitForURL(`${STACK.web}/`);
    expect(await page.getByRole("heading", { name: /set(ting)? up your receptionist/i }).count()).toBe(0);
  });

  it("leaves the browser without complaints", () => {
    expect(view.complaints).toEqual([]);
  });
});

describe.skipIf(!CHROMIUM)("somebody who does it later", () => {
  it("finds it on the overview, where they left", async () => {
    const browser = await openBrowser();
    const { page } = await openWindow(browser);
    await fillSignUp(page, somebody("later"));
    await page.getByRole("button", { name: /^Legal/ }).click();
    await page.waitForURL("**/onboarding/template");
    await page.getByRole("link", { name: "Do this later" }).click();
    const card = page.getByRole("region", { name: "Finish setting up your receptionist" });
    expect(await shown(card.getByText("1 of 5 steps are done."))).toBe(true);
    await card.getByRole("link", { name: "Go on" }).click();
    await page.waitForURL("**/onboarding/template");
    await page.goto("/onboarding/number");
    expect(new URL(page.url()).pathname).toBe("/onboarding/template");
    await browser.close();
  });
});
