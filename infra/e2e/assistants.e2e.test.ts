import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inDatabase, signUp, somebody } from "./accounts.ts";
import { CHROMIUM, openBrowser, openWindow, shown, STACK } from "./browser.ts";

const ASSISTANT_PAGE = /\/assistants\/[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** A person whose plan has room for several assistants. */
async function signUpOnBusiness(page: Page) {
  const vera = somebody("vera");
  await signUp(page, vera);
  await inDatabase("UPDATE organizations SET plan_key = 'business' WHERE name = $1", [vera.organizationName]);
  return vera;
}

/** Makes an assistant from a template whose answers are quickly given, and waits for its page. */
async function createFromTemplate(page: Page): Promise<void> {
  await page.goto("/assistants/new/general-receptionist");
  await page.getByLabel("What you do, in one or two sentences").fill("We frame pictures.");
  await page.getByRole("button", { name: "Open on Monday" }).click();
  await page.getByLabel("Manner of speaking").selectOption("cheerful");
  await page.getByLabel("Who takes difficult calls").fill("Iris");
  await page.getByLabel("Number of that person").fill("(415) 555-0134");
  await page.getByRole("button", { name: "Create and activate" }).click();
  await page.waitForURL(ASSISTANT_PAGE);
}

describe.skipIf(!CHROMIUM)("assistants", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("are made from a template, with a preview that fills while somebody types", async () => {
    const { page, context, complaints } = await openWindow(browser);
    const vera = await signUpOnBusiness(page);
    await page.goto("/assistants");
    await page.getByRole("link", { name: "Make your first assistant" }).click();
    await page.getByRole("link", { name: "General business" }).click();
    await page.getByRole("link", { name: "Business receptionist", exact: true }).first().click();
    expect(await shown(page.getByRole("dialog").getByRole("heading", { name: "A call as it could be" }))).toBe(true);
    await page.getByRole("dialog").getByRole("link", { name: "Use this template" }).click();
    await page.waitForURL(`${STACK.web}/assistants/new/general-receptionist`);
    const preview = page.getByRole("region", { name: "Preview" });
    expect(await shown(preview.getByText(vera.organizationName).first())).toBe(true);
    await page.getByLabel("What you do, in one or two sentences").fill("We frame pictures.");
    expect(await shown(preview.locator("mark", { hasText: "We frame pictures." }))).toBe(true);

    await page.getByRole("button", { name: "Create and activate" }).click();
    expect(await shown(page.getByText("Who takes difficult calls is missing"))).toBe(true);
    await page.getByRole("button", { name: "Open on Monday" }).click();
    await page.getByLabel("Manner of speaking").selectOption("cheerful");
    await page.getByLabel("Who takes difficult calls").fill("Iris");
    await page.getByLabel("Number of that person").fill("(415) 555-0134");
    await page.getByRole("button", { name: "Create and activate" }).click();
    await page.waitForURL(ASSISTANT_PAGE);
    expect(await shown(page.getByText("Callers hear the latest version"))).toBe(true);
    expect(await shown(page.getByText("+14155550134").first())).toBe(true);

    await page.goto("/");
    await page
      .getByRole("region", { name: /^Active assistants/ })
      .getByRole("link", { name: "Business receptionist" })
      .click();
    await page.waitForURL(ASSISTANT_PAGE);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("are written from scratch in steps, each of which survives a reload", async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signUpOnBusiness(page);
    await page.goto("/assistants/new");
    await page.getByRole("button", { name: "Start from scratch" }).click();
    await page.waitForURL("**/assistants/build/*");
    const goOn = () => page.getByRole("button", { name: "Save and go on" }).click();

    await page.getByLabel("Name", { exact: true }).fill("Night desk");
    await page.getByLabel("Language").selectOption("es");
    await goOn();
    await page.waitForURL("**/greeting");
    await page.getByLabel("Greeting", { exact: true }).fill("Buenas noches.");
    await goOn();

    await page.waitForURL("**/instructions");
    await page.getByLabel("What the assistant is told", { exact: true }).fill("A visit costs {{fee}}.");
    expect(await shown(page.getByText("Line 1, column 15:"))).toBe(true);
    await page.getByRole("button", { name: "Add a variable" }).click();
    await page.getByLabel("What is it?").fill("Fee");
    await page.getByRole("button", { name: "Add it", exact: true }).click();
    await page.getByLabel("Fee", { exact: true }).fill("89 dollars");
    expect(await page.getByText("Line 1, column 15:").count()).toBe(0);
    await goOn();

    await page.waitForURL("**/capabilities");
    await page.getByRole("checkbox", { name: /^Put callers through/ }).check();
    for (const [index, name] of ["Ada", "Ben"].entries()) {
      await page.getByRole("button", { name: "Add a person" }).click();
      await page.getByLabel("Name", { exact: true }).nth(index).fill(name);
      await page.getByLabel("Number", { exact: true }).nth(index).fill(`415 555 013${index}`);
    }
    await page.getByRole("button", { name: "Ring Ben earlier" }).click();
    await goOn();
    await page.waitForURL("**/voice");
    await page.getByRole("radio", { name: /^Nova/ }).check();
    await goOn();
    await page.waitForURL("**/review");

    await page.goBack();
    await page.waitForURL("**/voice");
    await page.reload();
    expect(await page.getByRole("radio", { name: /^Nova/ }).isChecked()).toBe(true);
    await page.getByRole("link", { name: "Capabilities" }).click();
    await page.waitForURL("**/capabilities");
    await page.reload();
    expect(await page.getByLabel("Name", { exact: true }).first().inputValue()).toBe("Ben");
    expect(await page.getByLabel("Number", { exact: true }).first().inputValue()).toBe("+14155550131");
    await page.getByRole("link", { name: "Instructions" }).click();
    await page.waitForURL("**/instructions");
    await page.reload();
    expect(await page.getByLabel("Fee", { exact: true }).inputValue()).toBe("89 dollars");

    await page.getByRole("link", { name: "Review" }).click();
    await page.getByRole("button", { name: "Activate", exact: true }).click();
    await page.waitForURL(ASSISTANT_PAGE);
    expect(await shown(page.getByRole("heading", { name: "Night desk" }))).toBe(true);
    expect(await shown(page.getByText("Callers hear the latest version"))).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("are edited, reviewed, published, and brought back", async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signUpOnBusiness(page);
    await createFromTemplate(page);
    await shown(page.getByText("Callers hear the latest version"));
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByLabel("Greeting", { exact: true }).fill("Hello, {{businessName}} and {{nothing}}.");
    // Enter in a field never publishes: it leads to the review, as the button does.
    await page.getByLabel("Name", { exact: true }).first().press("Enter");
    expect(await shown(page.getByRole("heading", { name: "Review your changes" }))).toBe(true);
    expect(await shown(page.getByText("{{nothing}} is no variable").last())).toBe(true);
    expect(await page.getByRole("button", { name: "Publish" }).isDisabled()).toBe(true);

    await page.getByRole("button", { name: "Back to editing" }).click();
    await page.getByLabel("Greeting", { exact: true }).fill("Hello, this is {{businessName}}.");
    await page.getByRole("button", { name: "Review changes" }).click();
    expect(await shown(page.locator("ins", { hasText: "Hello, this is" }))).toBe(true);
    await page.getByRole("button", { name: "Publish" }).click();
    await page.waitForURL(ASSISTANT_PAGE);

    await page.getByRole("link", { name: "Versions" }).click();
    await page.getByRole("link", { name: /^Version 2/ }).click();
    expect(await shown(page.locator("ins", { hasText: "Hello, this is {{businessName}}." }))).toBe(true);
    await page.getByRole("link", { name: /^Version 1/ }).click();
    await page.getByRole("button", { name: "Bring it back version 1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Bring it back" }).click();
    expect(await shown(page.getByText("brought version 1 back"))).toBe(true);
    await page.getByRole("link", { name: "Overview" }).last().click();
    expect(await shown(page.getByText("Callers hear the latest version"))).toBe(true);
    expect(await shown(page.getByText("This call may be recorded.", { exact: false }).first())).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("tell who publishes second what was changed meanwhile, and leave the choice", async () => {
    const { page, context } = await openWindow(browser);
    await signUpOnBusiness(page);
    await createFromTemplate(page);
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByLabel("Personality (optional)").fill("Calm.");
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByLabel("Greeting", { exact: true }).fill("Good day, this is {{businessName}}.");
    await other.getByRole("button", { name: "Review changes" }).click();
    await other.getByRole("button", { name: "Publish" }).click();
    await other.waitForURL(ASSISTANT_PAGE);

    await page.getByRole("button", { name: "Review changes" }).click();
    await page.getByRole("button", { name: "Publish" }).click();
    const notice = page.getByRole("alert").filter({ hasText: "Somebody changed this meanwhile." });
    expect(await shown(notice.getByText("Good day, this is {{businessName}}."))).toBe(true);
    await notice.getByRole("button", { name: "Take theirs" }).click();
    expect(await page.getByLabel("Greeting", { exact: true }).inputValue()).toBe("Good day, this is {{businessName}}.");
    expect(await page.getByLabel("Personality (optional)").inputValue()).toBe("");
    await context.close();
  });

  it("are paused, copied and deleted", async () => {
    const { page, context } = await openWindow(browser);
    await signUpOnBusiness(page);
    await createFromTemplate(page);
    await page.getByRole("button", { name: "Pause" }).click();
    expect(await shown(page.getByRole("button", { name: "Activate" }))).toBe(true);
    await page.getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("button", { name: "Duplicate as a draft" }).click();
    expect(await shown(page.getByRole("heading", { name: "Copy of Business receptionist" }))).toBe(true);
    await page.getByRole("button", { name: /^More about/ }).click();
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.waitForURL(`${STACK.web}/assistants`);
    expect(await shown(page.getByRole("link", { name: "Business receptionist", exact: true }))).toBe(true);
    expect(await page.getByRole("link", { name: "Copy of Business receptionist" }).count()).toBe(0);
    await context.close();
  });

  it("let their voices be heard", async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signUp(page, somebody("vera"));
    await page.goto("/settings/voice");
    const sample = page.getByRole("button", { name: "Approximate sample of Paige, friendly" });
    const clip = page.waitForResponse("**/voices/paige.mp3");
    await sample.click();
    expect((await clip).status()).toBeLessThan(300);
    expect(await sample.getAttribute("aria-pressed")).toBe("true");
    expect(complaints).toEqual([]);
    await context.close();
  });
});
