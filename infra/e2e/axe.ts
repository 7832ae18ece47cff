import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What depends on colours; everything else is the same in the dark. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Colours are the same in narrow windows; what differs there is the place of things. */
const LOOKS = [
  { name: "wide and light", width: 1440, height: 900, colorScheme: "light", runOnly: RULES },
  { name: "wide and dark", width: 1440, height: 900, colorScheme: "dark", runOnly: COLOUR_RULES },
  { name: "narrow and light", width: 390, height: 844, colorScheme: "light", runOnly: RULES },
] as const;
type Look = (typeof LOOKS)[number];

const STAND_STILL = `Promise.allSettled(document.getAnimations()
  .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime)).map((one) => one.finished))`;

async function lookAs(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await page.locator(colorScheme === "dark" ? "html.dark" : "html:not(.dark)").waitFor({ state: "attached" });
}

/**
 * Looks for barriers on the page as it stands.
 *
 * @param runOnly rules or kinds of rules
 * @returns one line each: rule, how often, the first place and why; empty when all is well
 */
export async function findBarriers(page: Page, runOnly: readonly string[] = RULES): Promise<string[]> {
  await page.evaluate(source);
  // What is fading in has other colours than it will have.
  await page.evaluate(STAND_STILL);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(runOnly)} })`);
  const barriers = violations.map(({ id, nodes }) => {
    const [first] = nodes;
    return `${id} × ${nodes.length}: ${String(first?.target)} – ${first?.failureSummary?.replace(/\s+/g, " ")}`;
  });
  const tooWide = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  return tooWide > 0 ? [...barriers, `the page scrolls sideways by ${tooWide} px`] : barriers;
}

/**
 * Looks for barriers on the page as it stands, in wide and narrow windows, in the light and in the dark; leaves it wide and
 * light.
 *
 * @returns as {@link findBarriers}, with the window before each line
 */
export async function findBarriersInAllLooks(page: Page): Promise<string[]> {
  const barriers: string[] = [];
  for (const look of LOOKS) {
    await lookAs(page, look);
    barriers.push(...(await findBarriers(page, look.runOnly)).map((barrier) => `${look.name}: ${barrier}`));
  }
  await lookAs(page, LOOKS[0]);
  return barriers;
}
