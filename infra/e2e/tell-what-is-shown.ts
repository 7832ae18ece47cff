import { afterEach } from "vitest";
import { openPages } from "./browser.ts";

const LONGEST = 2_000;

/** After a failed test: what stands on each page that it left open, which is the half of what went wrong. */
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const page of openPages()) {
    const text = await page.innerText("body", { timeout: 2_000 }).catch((error: Error) => `(${error.message})`);
    console.error(`${task.name}: ${page.url()}\n${text.slice(0, LONGEST).replaceAll(/^/gm, "  | ")}\n`);
  }
});
