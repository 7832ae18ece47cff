import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROUTES = fileURLToPath(new URL("../routes", import.meta.url));

/** The dashboard's pages, by name: their modules' text. */
const pages = readdirSync(ROUTES)
  .filter((name) => name.startsWith("_app") && existsSync(path.join(ROUTES, name, "route.tsx")))
  .map((name) => [name, readFileSync(path.join(ROUTES, name, "route.tsx"), "utf8")] as const);

const exporting = (what: string) => new RegExp(`export (const|function|async function|\\{) ?${what}\\b`);
const lacking = (what: string, where: string) =>
  pages.filter(([, text]) => exporting(where).test(text) && !exporting(what).test(text)).map(([name]) => name);

it("asks each page whether it is loaded again after a change that nothing answered", () => {
  expect(lacking("shouldRevalidate", "loader")).toEqual([]);
});

it("keeps the input of each page whose change nothing answers", () => {
  // A choice among buttons, where nothing is typed.
  const CHOICES = ["_app.assistants.new._index", "_app.onboarding.industry", "_app.onboarding.template"];
  expect(lacking("clientAction", "action")).toEqual(CHOICES);
});
