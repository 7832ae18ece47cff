import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmAddress, enterPassword, linkFromMail, signUp, somebody } from "./accounts.ts";
import { CHROMIUM, openBrowser, openWindow, shown, STACK } from "./browser.ts";

async function invite(page: Page, email: string, role: string): Promise<void> {
  await page.goto("/settings/team");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Role").selectOption(role);
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText(`Invited. The mail is on its way to ${email}.`).waitFor();
  await page.getByText(email, { exact: true }).waitFor();
}

describe.skipIf(!CHROMIUM)("a team", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("doesn't grow before the address of who invites is confirmed", async () => {
    const { page, context } = await openWindow(browser);
    await signUp(page, somebody("ole"));
    await page.goto("/settings/team");
    await page.getByRole("button", { name: "Invite" }).click();
    expect(await shown(page.getByText("Confirm your own address first"))).toBe(true);
    await context.close();
  });

  it("takes a new person in, changes their role and lets them go", async () => {
    const greta = somebody("greta");
    const paul = somebody("paul");
    const boss = await openWindow(browser);
    await signUp(boss.page, greta);
    await confirmAddress(greta);
    await invite(boss.page, paul.email, "member");

    const guest = await openWindow(browser);
    await guest.page.goto(await linkFromMail(paul.email, "/invitation"));
    expect(await shown(guest.page.getByRole("heading", { name: `Join ${greta.organizationName}` }))).toBe(true);
    expect(await shown(guest.page.getByText(`${greta.name} invites you to CallFlex as member.`))).toBe(true);
    expect(await shown(guest.page.getByText(paul.email))).toBe(true);
    await guest.page.getByLabel("Your name").fill(paul.name);
    await guest.page.getByLabel("Password").fill(paul.password);
    await guest.page.getByRole("button", { name: "Create account and join" }).click();
    await guest.page.waitForURL(`${STACK.web}/`);
    expect(await shown(guest.page.getByText(greta.organizationName))).toBe(true);
    expect(await guest.page.getByText("Confirm your address").count()).toBe(0);
    await guest.page.goto("/settings/team");
    expect(await shown(guest.page.getByText(paul.email))).toBe(true);
    expect(await guest.page.getByRole("button", { name: "Invite" }).count()).toBe(0);
    await guest.page.goto("/settings/audit-log");
    expect(await shown(guest.page.getByRole("heading", { name: "This page is not for your role" }))).toBe(true);

    await boss.page.goto("/settings/team");
    await boss.page.getByLabel(`Role of ${paul.name}`).selectOption("admin");
    expect(await shown(boss.page.getByText(`${paul.name} is admin now.`))).toBe(true);
    await guest.page.reload();
    expect(await shown(guest.page.getByText("Role changed"))).toBe(true);
    expect(await shown(guest.page.getByRole("search", { name: "Audit log" }))).toBe(true);

    await boss.page.getByRole("button", { name: `Remove ${paul.name}` }).click();
    await boss.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    expect(await shown(boss.page.getByText(`${paul.name} was removed.`))).toBe(true);
    await guest.page.getByRole("link", { name: "Calls", exact: true }).first().click();
    await guest.page.waitForURL(`${STACK.web}/no-organization`);
    expect(await shown(guest.page.getByRole("heading", { name: "You belong to no organization" }))).toBe(true);
    await guest.page.getByRole("link", { name: "New organization" }).click();
    await guest.page.getByLabel("Name of the business").fill("Paul's Own");
    await guest.page.getByRole("button", { name: "Create organization" }).click();
    await guest.page.waitForURL("**/onboarding/industry");
    expect(await shown(guest.page.getByText("Paul's Own"))).toBe(true);
    expect([...boss.complaints, ...guest.complaints.filter((one) => !one.includes("403"))]).toEqual([]);
    await Promise.all([boss.context.close(), guest.context.close()]);
  });

  it("takes in somebody who has an account, and nobody else with their link", async () => {
    const greta = somebody("greta");
    const lotte = somebody("lotte");
    const boss = await openWindow(browser);
    const guest = await openWindow(browser);
    await signUp(boss.page, greta);
    await confirmAddress(greta);
    await signUp(guest.page, lotte);
    await invite(boss.page, lotte.email, "viewer");
    const link = await linkFromMail(lotte.email, "/invitation");

    await boss.page.goto(link);
    expect(await shown(boss.page.getByText(`You are signed in as ${greta.email}`))).toBe(true);
    await boss.page.getByRole("button", { name: `Sign out and go on as ${lotte.email}` }).click();
    await boss.page.getByRole("link", { name: "Sign in to join" }).click();
    await boss.page.waitForURL(/\/login\?next=%2Finvitation/);

    await guest.page.goto(link);
    await guest.page.getByRole("button", { name: `Join ${greta.organizationName}` }).click();
    await guest.page.waitForURL(`${STACK.web}/`);
    expect(await shown(guest.page.getByText(greta.organizationName))).toBe(true);
    await guest.page
      .getByRole("button", { name: /^Switch from/ })
      .first()
      .click();
    await guest.page
      .getByRole("button", { name: new RegExp(lotte.organizationName) })
      .first()
      .click();
    await guest.page.waitForURL(`${STACK.web}/`);
    await guest.page.goto(link);
    expect(await shown(guest.page.getByRole("heading", { name: "This invitation was used already" }))).toBe(true);
    await Promise.all([boss.context.close(), guest.context.close()]);
  });

  it("takes invitations back, and sends them again with another link", async () => {
    const greta = somebody("greta");
    const emil = somebody("emil");
    const { page, context } = await openWindow(browser);
    await signUp(page, greta);
    await confirmAddress(greta);
    await invite(page, emil.email, "viewer");
    const link = await linkFromMail(emil.email, "/invitation");
    expect(await shown(page.getByText("Delivered"))).toBe(true);
    await page.getByRole("button", { name: `Take back the invitation of ${emil.email}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
    expect(await shown(page.getByText("The invitation was taken back."))).toBe(true);
    const guest = await openWindow(browser);
    await guest.page.goto(link);
    expect(await shown(guest.page.getByRole("heading", { name: "This invitation was taken back" }))).toBe(true);
    await guest.page.goto("/invitation?token=this-is-not-a-token-of-any-mail");
    expect(await shown(guest.page.getByRole("heading", { name: "This invitation link doesn’t work" }))).toBe(true);
    await Promise.all([context.close(), guest.context.close()]);
  });

  it("sends nothing of a link's secret to anybody", async () => {
    const { page, context } = await openWindow(browser);
    const asked: { url: string; referer: string | undefined }[] = [];
    page.on("request", (request) => asked.push({ url: request.url(), referer: request.headers().referer }));
    await page.goto("/reset-password?token=a-secret-of-somebody");
    await page.getByLabel("New password").waitFor();
    await enterPassword(page, { email: "x@test.example", password: "x" });
    expect(asked.filter(({ url }) => !url.startsWith(STACK.web) && !url.startsWith("data:"))).toEqual([]);
    expect(asked.filter(({ referer }) => referer?.includes("secret"))).toEqual([]);
    await context.close();
  });
});
