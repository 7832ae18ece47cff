import { randomInt } from "node:crypto";
import { proveResult, type ProveResult } from "../prove-result.ts";
import type { ProveDatabase } from "../setup/prove-database.ts";
import { fuzzApi } from "./fuzz-api.ts";
import { fuzzIngress } from "./fuzz-ingress.ts";

/** Requests to each operation as each guise, and to the ingress in each way. */
const EACH = { short: { api: 5, ingress: 40 }, full: { api: 150, ingress: 3000 } };

/**
 * Proves that nothing which comes over HTTP breaks API or ingress: bodies after the document's own shapes with nasty
 * values among them, and bytes of any kind. (`npm run fuzz:api` does more of it, with Python.)
 */
export async function proveFuzz(database: ProveDatabase, { short }: { short: boolean }): Promise<ProveResult> {
  // Tests must end the same each time; what is new is looked for by full runs.
  const seed = short ? 1 : randomInt(2 ** 31);
  const { api, ingress } = short ? EACH.short : EACH.full;
  const owner = await fuzzApi(database, { guise: "owner", each: api, seed });
  const key = await fuzzApi(database, { guise: "key", each: api, seed });
  const door = await fuzzIngress(database, { each: ingress, seed });
  return proveResult({
    name: "fuzz",
    unit: "cases",
    value: owner.cases + key.cases + door.cases,
    counts: { "API as owner": owner.cases, "API as key": key.cases, ingress: door.cases, seed },
    findings: [...owner.findings, ...key.findings, ...door.findings],
    short,
  });
}
