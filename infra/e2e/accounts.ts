import type { Page } from "playwright-core";
import { Pool } from "pg";
import { vi } from "vitest";
import { STACK } from "./browser.ts";

/** Somebody who signed up for a test. */
export interface Person {
  name: string;
  email: string;
  password: string;
  organizationName: string;
}

/** A person nobody else is; `word` makes the address readable. */
export function somebody(word: string): Person {
  const email = `${word}.${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}@test.example`;
  const name = `${word[0]!.toUpperCase()}${word.slice(1)} Berg`;
  return { name, email, password: "long enough to keep", organizationName: `${name}'s Couriers` };
}

/** Signs up on the page, and leaves what it leads to, setting up the organization, for later. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await fillSignUp(page, person);
  await page.getByRole("link", { name: "Do this later" }).click();
  await page.waitForURL(`${STACK.web}/`);
}

/** Signs up on the page, and waits for what it leads to: setting up the organization. */
export async function fillSignUp(page: Page, person: Person): Promise<void> {
  await page.goto("/signup");
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Name of your business").fill(person.organizationName);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/onboarding/industry");
}

/** Fills the sign-in page and sends it. */
export async function enterPassword(
  page: Page,
  { email, password }: Pick<Person, "email" | "password">,
): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs out by the account's menu. */
export async function signOut(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Account/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(`${STACK.web}/login`);
}

/**
 * Waits for a mail in the sandbox and takes its link.
 *
 * @param to address that it went to
 * @param path of the page that the link leads to, `/confirm-email`
 * @param options.not links of earlier mails
 */
export async function linkFromMail(to: string, path: string, options: { not?: string[] } = {}): Promise<string> {
  const question = `${STACK.sandbox}/sandbox/mails?to=${encodeURIComponent(to)}`;
  return vi.waitFor(
    async () => {
      const { mails } = (await (await fetch(question)).json()) as {
        mails: { text: string | null; html: string | null }[];
      };
      for (const { text, html } of mails) {
        for (const [found] of `${text ?? ""} ${html ?? ""}`.matchAll(/https?:\/\/[^\s"'<>)\]]+/g)) {
          const link = found.replaceAll("&amp;", "&");
          if (new URL(link).pathname === path && !options.not?.includes(link)) return link;
        }
      }
      throw new Error(`No mail to ${to} with a link to ${path} among ${mails.length}`);
    },
    { timeout: 60_000, interval: 300 },
  );
}

/** Changes the database as its administrator, for what no page offers: a plan, a confirmed address. */
export async function inDatabase(sql: string, values: unknown[]): Promise<void> {
  const pool = new Pool({ connectionString: STACK.postgres, max: 1 });
  try {
    const { rowCount } = await pool.query(sql, values);
    if (!rowCount) throw new Error(`Nothing was changed by: ${sql}`);
  } finally {
    await pool.end();
  }
}

/** Confirms somebody's address without the mail. */
export function confirmAddress({ email }: Person): Promise<void> {
  return inDatabase("UPDATE users SET email_verified = true WHERE email = $1", [email]);
}
