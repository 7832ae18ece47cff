import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createPool } from "@callflex/db/pool";
import { serveApi } from "../../services/api/test/serve-api.ts";
import { DATA_DIR } from "../dev/servers/places.ts";
import { makeWorld } from "../prove/isolation/world.ts";
import { printProof, proveResult, saveProof } from "../prove/prove-result.ts";
import { withProveDatabase, type ProveDatabase } from "../prove/setup/prove-database.ts";
import { frontOf, type Guise } from "./front.ts";
import { readReport, type FuzzReport } from "./report.ts";
import { serveRecordings } from "./recordings.ts";
import { findSchemathesis, NoFuzzerError } from "./schemathesis.ts";

/** What an answer may not be. */
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "unsupported_method",
  "allow_header_conformance",
];

/** Requests of each kind of credentials to each operation. */
const EXAMPLES = { short: 10, full: 400 };

/** Lets schemathesis fuzz every operation of the API in one guise. */
async function fuzz(program: string, database: ProveDatabase, guise: Guise, examples: number): Promise<FuzzReport> {
  const admin = createPool(database.adminUrl, { name: "fuzz", max: 4 });
  const world = await makeWorld(admin);
  let routes: Awaited<ReturnType<typeof serveApi>>["routes"] = [];
  const front = frontOf({ admin, world, guise, routes: () => routes });
  const recordings = await serveRecordings();
  const env = { RATE_LIMIT_PER_MINUTE: "100000000", VAPI_BASE_URL: recordings.url };
  const api = await serveApi({ urls: database.urls, env, front });
  routes = api.routes;
  const report = path.join(DATA_DIR, "fuzz", `report-${guise}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  try {
    const args = [
      "run",
      `${api.url}/api/v1/openapi.json`,
      ["--checks", CHECKS.join(",")],
      ["--max-examples", String(examples)],
      ["--phases", "examples,coverage,fuzzing"],
      // With more, CPython 3.11 now and then breaks down in its own parser (hypothesis reads sources in each thread).
      ["--workers", "1"],
      ["--request-timeout", "20"],
      ["--report", "json"],
      ["--report-json-path", report],
      ["--generation-database", "none"],
      ["--warnings", "off"],
      "--continue-on-failure",
      "--no-color",
    ].flat();
    await new Promise<void>((resolve, reject) => {
      const child = spawn(program, args, { stdio: "inherit", cwd: path.dirname(report) });
      child.once("error", reject);
      child.once("close", () => resolve());
    });
    return readReport(readFileSync(report, "utf8"));
  } finally {
    await api.close();
    recordings.close();
    await admin.end();
  }
}

try {
  const short = process.argv.includes("--short");
  const program = findSchemathesis(console.log);
  const examples = short ? EXAMPLES.short : EXAMPLES.full;
  const [owner, key] = await withProveDatabase(async (database) => [
    await fuzz(program, database, "owner", examples),
    await fuzz(program, database, "key", examples),
  ]);
  const result = proveResult({
    name: "fuzz-api",
    unit: "cases",
    value: owner!.cases + key!.cases,
    short,
    counts: { operations: owner!.operations, "cases as owner": owner!.cases, "cases as API key": key!.cases },
    findings: [...owner!.findings, ...key!.findings],
  });
  printProof(result);
  console.log(`Written to ${saveProof(result)}`);
  process.exitCode = result.ok ? 0 : 1;
} catch (error) {
  if (!(error instanceof NoFuzzerError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
