import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, openBrowser, openWindow, shown, signIn, STACK, type Window } from "./browser.ts";
import { placeCall } from "./place-call.ts";

/** A number from the search to its release, as somebody at the dashboard sees it; each test goes on where the last ended. */
describe.skipIf(!CHROMIUM)("a number, seen from the dashboard", () => {
  let browser: Browser;
  let view: Window;
  let e164 = "";
  let address = "";
  beforeAll(async () => {
    browser = await openBrowser();
    view = await openWindow(browser);
    await signIn(view.page);
  });
  afterAll(() => browser?.close());

  it("is found by country, area code and digits", async () => {
    const { page } = view;
    await page.goto("/numbers");
    await page.getByRole("link", { name: "Get a number" }).click();
    await page.waitForURL("**/numbers/new");
    const offers = page.getByRole("list", { name: "Numbers on offer" });
    await page.getByLabel("Country").selectOption("GB");
    expect(await shown(offers.getByText("London · Local"))).toBe(true);
    expect(await shown(page.getByText("Such a number needs papers first"))).toBe(true);
    await page.getByLabel("Country").selectOption("US");
    await page.getByLabel("Area code").fill("303");
    await page.getByLabel("Contains").fill("11");
    await page.getByRole("button", { name: "Search" }).click();
    await page.waitForURL(/areaCode=303/);
    expect(await shown(offers.getByText("Denver, CO"))).toBe(true);
    const numbers = await offers.getByText(/^\(\d{3}\)/).allTextContents();
    expect(numbers.every((one) => one.startsWith("(303)") && one.replace(/\D/g, "").includes("11"))).toBe(true);
    expect(await shown(offers.getByText("$1.15 a month"))).toBe(true);
  });

  it("is bought with somebody to ring when no assistant can, and set up while one watches", async () => {
    const { page } = view;
    const chosen = page
      .getByRole("list", { name: "Numbers on offer" })
      .getByText(/^\(303\)/)
      .first();
    const digits = (await chosen.textContent()) ?? "";
    e164 = `+1${digits.replace(/\D/g, "")}`;
    await page.getByRole("button", { name: `Choose ${digits}` }).click();
    const dialog = page.getByRole("dialog", { name: "Get this number" });
    await dialog.getByLabel("Label (optional)").fill("Denver line");
    await dialog.getByRole("button", { name: "Get it for $1.15 a month" }).click();
    expect(await shown(dialog.getByText("Enter a phone number"))).toBe(true);
    await dialog.getByLabel(/person’s phone/).fill("(212) 555-0199");
    await dialog.getByRole("button", { name: "Get it for $1.15 a month" }).click();
    await page.waitForURL(/\/numbers\/[0-9a-f-]{36}$/);
    address = page.url();
    expect(await shown(page.getByRole("heading", { name: digits }))).toBe(true);
    for (const step of ["Buy it from the phone company", "Connect it to the voice service", "Switch it on"]) {
      expect(await shown(page.getByText(step))).toBe(true);
    }
    // Nothing is reloaded by hand: the page follows the steps.
    expect(await shown(page.getByRole("banner").or(page.locator("header")).getByText("Active", { exact: true }))).toBe(
      true,
    );
    expect(await shown(page.getByText("How it was set up"))).toBe(true);
  });

  it("is listed with who answers it, and given to nobody and back from there", async () => {
    const { page } = view;
    await page.goto("/numbers");
    const row = page.getByRole("listitem").filter({ hasText: "Denver line" });
    const answering = row.getByRole("combobox", { name: /^Answered by/ });
    const assistantId = await answering.inputValue();
    expect(assistantId).not.toBe("");
    await answering.selectOption("");
    expect(await shown(row.getByText("Callers hear"))).toBe(true);
    await answering.and(page.locator(":enabled")).selectOption(assistantId);
    await row.getByText("Callers hear").waitFor({ state: "detached" });
    expect(await answering.inputValue()).toBe(assistantId);
  });

  it("takes calls, which its page and the call list show", async () => {
    const { page } = view;
    await page.goto(address);
    await placeCall("leave-message", 20, e164);
    const calls = page.getByRole("table", { name: "Recent calls to this number" });
    await calls.getByText("Message taken").waitFor();
    await page.getByRole("link", { name: "All calls to this number" }).click();
    await page.waitForURL(/phoneNumberId=/);
    expect(await page.getByRole("combobox", { name: "Number", exact: true }).inputValue()).toBe(
      new URL(address).pathname.split("/")[2],
    );
    expect(await page.getByRole("row").count()).toBe(2);
  });

  it("tells what another window saved first", async () => {
    const { page, context } = view;
    await page.goto(address);
    await page.getByLabel("Label").fill("Mine");
    const other = await context.newPage();
    await other.goto(address);
    await other.getByLabel("Label").fill("Denver desk");
    await other.getByRole("button", { name: "Save" }).last().click();
    expect(await shown(other.getByText("Saved. It holds from the next call on."))).toBe(true);
    await page.getByRole("button", { name: "Save" }).last().click();
    expect(await shown(page.getByText("Somebody changed this meanwhile."))).toBe(true);
    await page.getByRole("button", { name: "Take theirs" }).click();
    expect(await page.getByLabel("Label").inputValue()).toBe("Denver desk");
    await other.close();
  });

  it("is released once its last digits are typed", async () => {
    const { page } = view;
    await page.getByRole("button", { name: "Release…" }).click();
    const dialog = page.getByRole("dialog");
    const release = dialog.getByRole("button", { name: "Release it" });
    expect(await release.isDisabled()).toBe(true);
    await dialog.getByLabel(/last four digits/).fill(e164.slice(-4));
    await release.click();
    expect(await shown(page.locator("header").getByText("Released", { exact: true }))).toBe(true);
    await page.goto("/numbers");
    expect(await page.getByText("Denver desk").count()).toBe(0);
    const { numbers } = (await (await fetch(`${STACK.sandbox}/sandbox/numbers`)).json()) as {
      numbers: { phoneNumber: string }[];
    };
    expect(numbers.map(({ phoneNumber }) => phoneNumber)).not.toContain(e164);
  });

  it("says what to do when it was bought by somebody else meanwhile", async () => {
    const { page } = view;
    await page.goto("/numbers/new?country=US&type=local&areaCode=512");
    const offer = page.getByRole("list", { name: "Numbers on offer" }).getByRole("listitem").first();
    const digits = (await offer.getByText(/^\(512\)/).textContent()) ?? "";
    await offer.getByRole("button", { name: "Choose" }).click();
    await fetch(`${STACK.sandbox}/sandbox/twilio/taken`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ phoneNumber: `+1${digits.replace(/\D/g, "")}` }),
    });
    const dialog = page.getByRole("dialog", { name: "Get this number" });
    await dialog.getByLabel(/person’s phone/).fill("(212) 555-0199");
    await dialog.getByRole("button", { name: /Get it/ }).click();
    await page.waitForURL(/\/numbers\/[0-9a-f-]{36}$/);
    expect(await shown(page.getByText("This number was just taken by somebody else."))).toBe(true);
    await page.getByRole("link", { name: "Choose another number" }).click();
    await page.waitForURL(/areaCode=512/);
    expect(await shown(page.getByText("Austin, TX"))).toBe(true);
  });

  it("leaves the browser without complaints", () => {
    expect(view.complaints).toEqual([]);
  });
});
