import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const STAND_STILL = `Promise.allSettled(document.getAnimations()
  .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime)).map((one) => one.finished))`;

/**
 * Looks for barriers on the page as it stands.
 *
 * @returns one line each: rule, how often, the first place and why; empty when all is well
 */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(source);
  // What is fading in has other colours than it will have.
  await page.evaluate(STAND_STILL);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`);
  const barriers = violations.map(({ id, nodes }) => {
    const [first] = nodes;
    return `${id} × ${nodes.length}: ${String(first?.target)} – ${first?.failureSummary?.replace(/\s+/g, " ")}`;
  });
  const tooWide = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  return tooWide > 0 ? [...barriers, `the page scrolls sideways by ${tooWide} px`] : barriers;
}
