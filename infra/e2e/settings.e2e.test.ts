import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmAddress, enterPassword, inDatabase, signUp, somebody } from "./accounts.ts";
import { CHROMIUM, openBrowser, openWindow, shown, STACK } from "./browser.ts";

describe.skipIf(!CHROMIUM)("the settings", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("keep the organization, and say it when there is something to lose", async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signUp(page, somebody("vera"));
    await page.goto("/settings/organization");
    await page.getByLabel("Name", { exact: true }).fill("Vera's Movers");
    await page.getByRole("link", { name: "Team" }).click();
    expect(await shown(page.getByRole("heading", { name: "Leave without saving?" }))).toBe(true);
    await page.getByRole("button", { name: "Keep editing" }).click();
    expect(new URL(page.url()).pathname).toBe("/settings/organization");
    await page.getByLabel("Industry").selectOption({ index: 1 });
    await page.getByLabel("Time zone").selectOption("Europe/Vienna");
    await page.getByRole("button", { name: "Save" }).last().click();
    expect(await shown(page.getByText("Saved."))).toBe(true);
    await page.getByRole("link", { name: "Team" }).click();
    await page.waitForURL(`${STACK.web}/settings/team`);
    await page.getByRole("link", { name: "Audit log" }).click();
    expect(await shown(page.getByText("Organization changed"))).toBe(true);
    expect(await shown(page.getByText("Europe/Vienna"))).toBe(true);
    await page.goto("/settings/organization");
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Vera's Movers");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("tell who saves second what the first one saved, and leave the choice", async () => {
    const vera = somebody("vera");
    const first = await openWindow(browser);
    const second = await openWindow(browser);
    await signUp(first.page, vera);
    await enterPassword(second.page, vera);
    await second.page.waitForURL(`${STACK.web}/`);
    await first.page.goto("/settings/hours");
    await second.page.goto("/settings/hours");

    await first.page.getByRole("button", { name: /Open on Monday$/ }).click();
    await first.page.getByLabel("Monday opens").fill("08:00");
    await first.page.getByRole("button", { name: "Copy Monday to other days" }).click();
    await first.page.getByRole("dialog").getByRole("button", { name: "Copy" }).click();
    expect(await first.page.getByLabel("Friday opens").inputValue()).toBe("08:00");
    await first.page.getByRole("button", { name: "Save" }).last().click();
    expect(await shown(first.page.getByText("Saved. Your assistants know it"))).toBe(true);

    await second.page.getByRole("button", { name: "Add a day" }).click();
    await second.page.getByLabel("Day", { exact: true }).fill("2027-01-01");
    await second.page.getByRole("button", { name: "Save" }).last().click();
    expect(await shown(second.page.getByText("Name the day"))).toBe(true);
    await second.page.getByLabel("Name", { exact: true }).fill("New Year");
    await second.page.getByRole("button", { name: "Save" }).last().click();
    const conflict = second.page.getByText("Somebody changed this meanwhile.");
    expect(await shown(conflict)).toBe(true);
    expect(await second.page.getByText("08:00–17:00").count()).toBe(5);
    expect(await second.page.getByLabel("Name", { exact: true }).inputValue()).toBe("New Year");
    await second.page.getByRole("button", { name: "Save mine over it" }).click();
    expect(await shown(second.page.getByText("Saved. Your assistants know it"))).toBe(true);
    expect(await conflict.count()).toBe(0);

    // The first window didn't touch anything since: it takes what the second one saved.
    await first.page.getByLabel("Monday opens").fill("07:00");
    await first.page.getByRole("button", { name: "Save" }).last().click();
    await first.page.getByRole("button", { name: "Take theirs" }).click();
    expect(await first.page.getByLabel("Monday opens").count()).toBe(0);
    expect(await first.page.getByLabel("Name", { exact: true }).inputValue()).toBe("New Year");
    await Promise.all([first.context.close(), second.context.close()]);
  });

  it("choose a voice by keyboard", async () => {
    const { page, context } = await openWindow(browser);
    await signUp(page, somebody("vera"));
    await page.goto("/settings/voice");
    await page.getByRole("radio").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await shown(page.getByText("Saved. New assistants speak with it."))).toBe(true);
    await page.reload();
    expect(await page.getByRole("radio").nth(1).isChecked()).toBe(true);
    await context.close();
  });

  it("make an API key on the Business plan, that works until it is revoked", async () => {
    const vera = somebody("vera");
    const { page, context } = await openWindow(browser);
    await signUp(page, vera);
    await confirmAddress(vera);
    await page.goto("/settings/api-keys");
    expect(await shown(page.getByText("Part of the Business plan"))).toBe(true);
    await inDatabase("UPDATE organizations SET plan_key = 'business' WHERE name = $1", [vera.organizationName]);
    await page.reload();
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByRole("button", { name: "Make the key" }).click();
    expect(await shown(page.getByText("Name the key after what it is for"))).toBe(true);
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Warehouse display");
    await page.getByRole("button", { name: "Make the key" }).click();
    const key = (await page.getByRole("dialog").locator("code").first().textContent()) ?? "";
    // The line to copy, taken by its words as a shell would.
    const example = (await page.getByRole("dialog").locator("code").last().textContent()) ?? "";
    const [, header = ""] = /-H "([^"]+)"/.exec(example) ?? [];
    const [, address = ""] = /"(http[^"]+)"/.exec(example) ?? [];
    const ask = (url = address) => fetch(url, { headers: [header.split(": ") as [string, string]] });
    expect((await ask()).status).toBe(200);
    expect((await ask(`${STACK.api}/api/v1/inbox`)).status).toBe(403);
    await page.getByRole("button", { name: "I kept it" }).click();
    expect(await page.getByText(key).count()).toBe(0);
    expect(await shown(page.getByText(`${key.slice(0, 8)}`))).toBe(true);
    await page.getByRole("button", { name: "Revoke Warehouse display" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    expect(await shown(page.getByText("Revoked. Requests with it"))).toBe(true);
    expect((await ask()).status).toBe(401);
    await context.close();
  });
});
