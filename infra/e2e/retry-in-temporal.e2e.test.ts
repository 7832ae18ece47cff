import { Pool } from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { CHROMIUM, openBrowser, openWindow, STACK } from "./browser.ts";
import { DEMO_NUMBER, placeCall } from "./place-call.ts";

const { run } = inject("stack");
const PATIENCE = { timeout: 60_000, interval: 250 };

async function setFaults(plan: object): Promise<void> {
  const response = await fetch(`${STACK.sandbox}/sandbox/faults`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(plan),
  });
  if (!response.ok) throw new Error(`The sandbox refused the faults: ${await response.text()}`);
}

describe.skipIf(!CHROMIUM)("a mail that the provider refuses", () => {
  let browser: Browser;
  let pool: Pool;
  beforeAll(async () => {
    browser = await openBrowser();
    pool = new Pool({ connectionString: run.postgres, max: 1 });
  });
  afterAll(async () => {
    await setFaults({});
    await pool.end();
    await browser.close();
  });

  it("waits for an engineer, who sends `retry` in the Temporal UI", async () => {
    const before = new Date();
    await setFaults({ requests: [{ provider: "resend", method: "POST", path: "/emails", failNext: 5, status: 422 }] });
    // Mails of what happened before may still be on their way: more than one is refused until ours was.
    await placeCall("leave-message", 50, DEMO_NUMBER);
    const refused = await vi.waitFor(async () => {
      const { rows } = await pool.query<{ id: string; recipient: string }>(
        "SELECT id, recipient FROM notifications WHERE channel = 'email' AND state = 'failed' AND created_at > $1",
        [before],
      );
      if (!rows[0]) throw new Error("no mail was refused yet");
      return rows[0];
    }, PATIENCE);
    await setFaults({});

    const { page } = await openWindow(browser);
    const query = encodeURIComponent("`NeedsAttention`=true");
    await vi.waitFor(async () => {
      await page.goto(`${STACK.temporalUi}/namespaces/default/workflows?query=${query}`);
      await page.getByRole("link", { name: `notification/${refused.id}` }).click({ timeout: 5_000 });
    }, PATIENCE);
    await page.getByRole("button", { name: "More Actions" }).locator("visible=true").click();
    await page.getByRole("menuitem", { name: "Send a Signal" }).locator("visible=true").click();
    const dialog = page.getByRole("dialog").locator("visible=true");
    await dialog.locator("#signal-select").locator("..").click();
    await page
      .getByRole("option", { name: /^retry/ })
      .locator("visible=true")
      .click();
    await dialog.getByRole("button", { name: "Submit" }).click();

    await expect
      .poll(
        async () => (await pool.query("SELECT state FROM notifications WHERE id = $1", [refused.id])).rows[0].state,
        PATIENCE,
      )
      .toMatch(/^(sent|delivered)$/);
    const { mails } = (await (
      await fetch(
        `${STACK.sandbox}/sandbox/mails?to=${encodeURIComponent(refused.recipient)}&since=${before.toISOString()}`,
      )
    ).json()) as { mails: { tags: { name: string; value: string }[] }[] };
    const isOurs = (tag: { name: string; value: string }) => tag.name === "notification" && tag.value === refused.id;
    expect(mails.filter((mail) => mail.tags.some(isOurs))).toHaveLength(1);
  });
});
