import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from "playwright-core";
import { inject } from "vitest";

/** Path of the browser, null where there is none and browser tests skip themselves. */
export const CHROMIUM = inject("chromium");

const { run } = inject("stack");

/** Addresses and demo sign-in of the stack that runs. */
export const STACK = run;

/** A window on the running product, and what the browser complained about in it. */
export interface Window {
  page: Page;
  context: BrowserContext;
  /** Errors of the console and of scripts, refusals of the Content-Security-Policy. */
  complaints: string[];
}

/** Runs in the page: what the policy refuses is a complaint, also where the page itself doesn't notice. */
const TELL_REFUSALS = `document.addEventListener("securitypolicyviolation", (event) =>
  console.error("refused by the policy: " + event.violatedDirective + " " + event.sourceFile));`;

/** Of a page's data that nobody waits for any more: Remix leaves such an answer half read, and tells the console or nobody. */
const ABANDONED = /signal is aborted without reason/;

const contexts = new Set<BrowserContext>();

/** @returns the pages of the windows that are open */
export function openPages(): Page[] {
  return [...contexts].flatMap((context) => context.pages());
}

/** Starts the browser. As root Chromium can't use its own sandbox. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM ?? undefined, args: ["--no-sandbox", "--disable-gpu"] });
}

/** Opens a window that nobody is signed in to. */
export async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: STACK.web, ...options });
  contexts.add(context);
  context.once("close", () => contexts.delete(context));
  const page = await context.newPage();
  const complaints: string[] = [];
  await page.addInitScript({ content: TELL_REFUSALS });
  page.on("pageerror", (error) => {
    if (!ABANDONED.test(error.message)) complaints.push(error.message);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !ABANDONED.test(message.text()))
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  return { page, context, complaints };
}

/**
 * Waits until something is shown.
 *
 * @returns true, for `expect`
 * @throws after half a minute
 */
export async function shown(element: Locator): Promise<boolean> {
  await element.first().waitFor();
  return true;
}

/** Signs in as the demo's owner. */
export async function signIn(page: Page): Promise<void> {
  if (!STACK.demo) throw new Error("The stack was started without demo data, so nobody can sign in.");
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(STACK.demo.email);
  await page.getByLabel("Password").fill(STACK.demo.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${STACK.web}/`);
}
