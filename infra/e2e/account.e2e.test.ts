import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterPassword, linkFromMail, signOut, signUp, somebody } from "./accounts.ts";
import { CHROMIUM, openBrowser, openWindow, shown, STACK } from "./browser.ts";
import { totp } from "./totp.ts";

describe.skipIf(!CHROMIUM)("one's own account", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("is confirmed by the link in a mail, once", async () => {
    const nora = somebody("nora");
    const { page, context, complaints } = await openWindow(browser);
    await signUp(page, nora);
    const banner = page.getByText("Confirm your address");
    expect(await shown(banner)).toBe(true);
    const link = await linkFromMail(nora.email, "/confirm-email");
    await page.goto(link);
    expect(await shown(page.getByRole("heading", { name: "Your address is confirmed" }))).toBe(true);
    await page.getByRole("link", { name: "Go to the overview" }).click();
    await page.waitForURL(`${STACK.web}/`);
    expect(await banner.count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.goto(link);
    expect(await shown(page.getByRole("heading", { name: "This link no longer works" }))).toBe(true);
    await context.close();
  });

  it("sends the mail again when asked to", async () => {
    const ida = somebody("ida");
    const { page, context } = await openWindow(browser);
    await signUp(page, ida);
    const first = await linkFromMail(ida.email, "/confirm-email");
    await page.getByRole("button", { name: "Send it again" }).click();
    expect(await shown(page.getByText("Sent. Look into your inbox"))).toBe(true);
    const second = await linkFromMail(ida.email, "/confirm-email", { not: [first] });
    await page.goto(second);
    expect(await shown(page.getByRole("heading", { name: "Your address is confirmed" }))).toBe(true);
    await context.close();
  });

  it("gets a new password by a link that works once", async () => {
    const otto = somebody("otto");
    const { page, context } = await openWindow(browser);
    await signUp(page, otto);
    await signOut(page);
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    // The page before has a field of that name too.
    await page.waitForURL("**/forgot-password");
    await page.getByLabel("E-mail").fill(otto.email);
    await page.getByRole("button", { name: "Send the link" }).click();
    expect(await shown(page.getByRole("heading", { name: "Look into your inbox" }))).toBe(true);
    const link = await linkFromMail(otto.email, "/reset-password");
    // Without JavaScript, as it also is for whoever is quicker than the page.
    const plain = await openWindow(browser, { javaScriptEnabled: false });
    await plain.page.goto(link);
    await plain.page.getByLabel("New password").fill("short");
    await plain.page.getByRole("button", { name: "Save the password" }).click();
    expect(await shown(plain.page.locator("p", { hasText: "Use at least 10 characters" }))).toBe(true);
    await plain.page.getByLabel("New password").fill("another one to keep");
    await plain.page.getByRole("button", { name: "Save the password" }).click();
    expect(await shown(plain.page.getByRole("heading", { name: "Your password is changed" }))).toBe(true);
    await plain.context.close();

    await enterPassword(page, otto);
    expect(await shown(page.getByText("That e-mail and password don't match."))).toBe(true);
    await enterPassword(page, { ...otto, password: "another one to keep" });
    await page.waitForURL(`${STACK.web}/`);
    await page.goto(link);
    await page.getByLabel("New password").fill("a third one to keep");
    await page.getByRole("button", { name: "Save the password" }).click();
    expect(await shown(page.getByRole("heading", { name: "This link no longer works" }))).toBe(true);
    await context.close();
  });

  it("tells nobody whether an address has an account", async () => {
    const { page, context } = await openWindow(browser);
    await page.goto("/forgot-password");
    await page.getByLabel("E-mail").fill("nobody.at.all@test.example");
    await page.getByRole("button", { name: "Send the link" }).click();
    expect(await shown(page.getByRole("heading", { name: "Look into your inbox" }))).toBe(true);
    await context.close();
  });

  it("asks for a second step once it is turned on: the app's code, or a recovery code", async () => {
    const mira = somebody("mira");
    const { page, context } = await openWindow(browser);
    await signUp(page, mira);
    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Turn on" }).click();
    await page.getByRole("dialog").getByLabel("Your password").fill("not the password");
    await page.getByRole("button", { name: "Continue" }).click();
    expect(await shown(page.getByRole("dialog").getByText(/is wrong/i))).toBe(true);
    await page.getByRole("dialog").getByLabel("Your password").fill(mira.password);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("img", { name: "QR code for your authenticator app" }).waitFor();
    const width = () => page.evaluate<number>(`document.querySelector("dialog img").naturalWidth`);
    await expect.poll(width).toBeGreaterThan(100);
    const secret = (await page.locator("dialog p.break-all").textContent()) ?? "";
    const enabledAt = Date.now();
    await page.getByLabel("The 6 digits that the app shows").fill(totp(secret, enabledAt));
    await page.getByRole("dialog").getByRole("button", { name: "Turn on" }).click();
    await page.getByRole("heading", { name: "Keep your recovery codes" }).waitFor();
    const codes = await page.getByRole("dialog").getByRole("listitem").allTextContents();
    expect(codes.length).toBeGreaterThan(5);
    await page.getByRole("button", { name: "I kept them" }).click();
    expect(await shown(page.getByText("New recovery codes"))).toBe(true);

    await signOut(page);
    await page.goto("/settings/organization");
    await page.getByLabel("E-mail").fill(mira.email);
    await page.getByLabel("Password").fill(mira.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("6-digit code").fill("12");
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await shown(page.getByText("Enter the 6 digits that your app shows"))).toBe(true);
    // Each code is taken once; the app's next one is taken already.
    await page.getByLabel("6-digit code").fill(totp(secret, enabledAt + 30_000));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${STACK.web}/settings/organization`);

    await signOut(page);
    await enterPassword(page, mira);
    await page.getByRole("link", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(codes[0]!);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${STACK.web}/`);
    await page.goto("/settings/security");
    expect(await shown(page.getByText("Signed in with a recovery code"))).toBe(true);

    await signOut(page);
    await enterPassword(page, mira);
    await page.getByRole("link", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(codes[0]!);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: /\S/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/login/two-factor");
    await context.close();
  });

  it("ends a session elsewhere, and a page that is open there leads to the sign-in", async () => {
    const jan = somebody("jan");
    const here = await openWindow(browser);
    const there = await openWindow(browser);
    await signUp(here.page, jan);
    await enterPassword(there.page, jan);
    await there.page.waitForURL(`${STACK.web}/`);
    await here.page.goto("/settings/security");
    await here.page.getByRole("button", { name: "End the session of Chrome on Linux" }).click();
    expect(await shown(here.page.getByText("That session was ended."))).toBe(true);
    await there.page.getByRole("link", { name: "Calls", exact: true }).first().click();
    await there.page.waitForURL(/\/login\?next=%2Fcalls/);
    await here.page.getByRole("link", { name: "Calls", exact: true }).first().click();
    await here.page.waitForURL(`${STACK.web}/calls`);
    await Promise.all([here.context.close(), there.context.close()]);
  });

  it("can be deleted after its organization, and both can be kept until their days are over", async () => {
    const lea = somebody("lea");
    const { page, context } = await openWindow(browser);
    const dialog = page.getByRole("dialog");
    await signUp(page, lea);
    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Delete my account…" }).click();
    await dialog.getByLabel(/^Type/).fill(lea.email);
    await dialog.getByLabel("Your password").fill(lea.password);
    await dialog.getByRole("button", { name: "Delete in 7 days" }).click();
    expect(await shown(dialog.getByText("You are the only owner of"))).toBe(true);

    await page.goto("/settings/organization");
    await page.getByRole("button", { name: "Delete…" }).click();
    const file = page.waitForEvent("download");
    await dialog.getByRole("link", { name: "Download the export" }).click();
    expect((await file).suggestedFilename()).toMatch(/\.ndjson$|\.jsonl$/);
    const last = dialog.getByRole("button", { name: "Delete in 7 days" });
    await dialog.getByLabel(/^Type/).fill("something else");
    expect(await last.isDisabled()).toBe(true);
    await dialog.getByLabel(/^Type/).fill(lea.organizationName);
    await last.click();
    const organizationEnds = page.getByText(`${lea.organizationName} will be deleted on`);
    expect(await shown(organizationEnds)).toBe(true);

    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Delete my account…" }).click();
    await dialog.getByLabel(/^Type/).fill(lea.email);
    await dialog.getByLabel("Your password").fill(lea.password);
    await dialog.getByRole("button", { name: "Delete in 7 days" }).click();
    const accountEnds = page.getByText("Your account will be deleted on");
    expect(await shown(accountEnds)).toBe(true);
    await page.goto("/calls");
    await page.getByRole("button", { name: "Keep it" }).nth(1).click();
    await accountEnds.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Keep it" }).click();
    await organizationEnds.waitFor({ state: "detached" });
    await context.close();
  });
});
