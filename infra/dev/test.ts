import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { CLONE } from "./servers/places.ts";
import { NOTHING, readVitestReport, sum, type Tally } from "./tally.ts";

const require = createRequire(import.meta.url);
const reports = mkdtempSync(path.join(tmpdir(), "callflex-reports-"));

/** The file behind a package's command, so that no shell and no npx stands between. */
function command(name: string, bin: string): string {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), bin);
}

/** Runs a Node program to its end with its output shown; false when it fails. */
async function succeeds(program: string, ...args: string[]): Promise<boolean> {
  // Many tools draw when they think that somebody watches; CI keeps their output to plain lines.
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const child = spawn(process.execPath, [program, ...args], {
    cwd: CLONE,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return await new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}

/** A check that passes or fails as a whole counts as one test. */
async function check(what: string, program: string, ...args: string[]): Promise<Tally> {
  console.log(`\n== ${what}`);
  const ok = await succeeds(program, ...args);
  console.log(ok ? `${what}: fine` : `${what}: FAILED`);
  return { ...NOTHING, passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

async function vitest(project: string, hint: string): Promise<Tally> {
  console.log(`\n== ${project} tests${hint}`);
  const report = path.join(reports, `${project}.json`);
  const outputs = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const ok = await succeeds(
    command("vitest", "vitest.mjs"),
    "run",
    "--project",
    project,
    "--passWithNoTests",
    ...outputs,
  );
  return readVitestReport(report, ok);
}

const oxlint = command("oxlint", "bin/oxlint");
const tsc = command("typescript", "bin/tsc");
const results = [
  await check("types", tsc, "--noEmit"),
  await check("types of the web app", tsc, "--noEmit", "-p", "web"),
  await check("lint", oxlint, "--type-aware", "--deny-warnings"),
  await check("format", command("prettier", "bin/prettier.cjs"), "--check", "--log-level=warn", "."),
  await vitest("unit", ""),
  await vitest("integration", ": real Postgres and Temporal"),
  await vitest("e2e", ": the whole product, started as by npm start"),
];
rmSync(reports, { recursive: true, force: true });

const { passed, failed, skipped, unsteady } = results.reduce(sum);
if (unsteady.length > 0) console.log(`\nPassed only on a second try, look into them:\n  ${unsteady.join("\n  ")}`);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);
