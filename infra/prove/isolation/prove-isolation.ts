import { createPool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { tenantTables } from "../../../prisma/tools/isolation-checks.ts";
import { createDriftFinder } from "../../../services/api/test/answer-drift.ts";
import { serveApi } from "../../../services/api/test/serve-api.ts";
import { proveResult, type ProveResult } from "../prove-result.ts";
import type { ProveDatabase } from "../setup/prove-database.ts";
import { tryForeignIds } from "./foreign-ids.ts";
import { tryMatrix, type Grounds } from "./matrix.ts";
import { tryRouteMutants, tryTableMutants } from "./permission-mutants.ts";
import { tryPolicyMutants } from "./policy-mutants.ts";
import { tryTables, tryWithoutChecks } from "./second-wall.ts";
import { makeWorld } from "./world.ts";

/** Probes of a full run. */
const GOAL = 100_000;

/**
 * Proves that nobody gets at what isn't theirs: every operation as everybody, foreign ids everywhere, row-level security
 * alone behind an API without checks; and that each wall that is taken away would be noticed.
 */
export async function proveIsolation(database: ProveDatabase, { short }: { short: boolean }): Promise<ProveResult> {
  const admin = createPool(database.adminUrl, { name: "prove-isolation", max: 4 });
  const api = await serveApi({ urls: database.urls });
  try {
    const grounds: Grounds = {
      url: api.url,
      admin,
      routes: api.routes,
      driftOf: createDriftFinder(api.routes),
      world: await makeWorld(admin),
      other: await makeWorld(admin),
    };
    const tables = (await transaction(admin, tenantTables)).length;
    const matrix = await tryMatrix(grounds, { short });
    const wall = await tryTables(grounds, grounds.world, tables);
    const unchecked = await tryWithoutChecks({ ...grounds, deps: api.deps }, grounds.world);
    const foreign = await tryForeignIds(grounds, { victim: grounds.world, everyId: !short });
    const policies = await tryPolicyMutants(grounds, await makeWorld(admin));
    const table = await tryTableMutants(grounds);
    const routes = await tryRouteMutants(grounds);

    const probes = () => matrix.probes + foreign.probes + wall.probes + unchecked.probes;
    while (!short && probes() < GOAL) {
      const more = await tryForeignIds(grounds, { victim: await makeWorld(admin), everyId: true });
      foreign.probes += more.probes;
      foreign.findings.push(...more.findings);
    }
    const mutants = [policies, table, routes];
    return proveResult({
      name: "isolation",
      unit: "probes",
      value: probes(),
      short,
      counts: {
        operations: api.routes.length,
        "operation × caller": matrix.probes,
        "foreign ids": foreign.probes,
        "tables × verbs × contexts": wall.probes,
        "operations without the API's checks": unchecked.probes,
        "changed policies": policies.mutants,
        "changed permissions": table.mutants,
        "routes without a check": routes.mutants,
        "changes noticed":
          mutants.reduce((sum, one) => sum + one.mutants - one.survivors.length, 0) - routes.askedTwice,
        "checks that the work makes once more": routes.askedTwice,
        "permissions that no operation needs yet": table.unused.length,
      },
      findings: [
        ...[matrix, foreign, wall, unchecked].flatMap((one) => one.findings),
        ...mutants.flatMap((one) => one.survivors.map((name) => `nobody notices: ${name}`)),
      ],
    });
  } finally {
    await api.close();
    await admin.end();
  }
}
