import { Client } from "pg";
import { makeTenant } from "../../bench/setup/tenant.ts";
import { proveResult, type ProveResult } from "../prove-result.ts";
import type { ProveDatabase } from "../setup/prove-database.ts";
import { ENCRYPTION_KEYS, serveIngress } from "../setup/serve-ingress.ts";
import { twilioDeliveries } from "./twilio-deliveries.ts";
import { secretDeliveries, signedDeliveries, type Delivery } from "./vapi-deliveries.ts";

const ROUNDS = { short: 5, full: 200 };
/** How far the ingress' clock is set on to replay what was right before. */
const LATER_MS = 6 * 60_000;

async function recorded(admin: Client): Promise<number> {
  const { rows } = await admin.query<{ n: number }>("SELECT count(*)::int AS n FROM outbox_events");
  return rows[0]!.n;
}

/** Sends a delivery. @returns what is wrong with how it was taken */
async function deliver(
  url: string,
  admin: Client,
  { kind, path, body, headers, status, records }: Delivery,
): Promise<string | null> {
  const before = await recorded(admin);
  const response = await fetch(`${url}${path}`, { method: "POST", body, headers });
  await response.arrayBuffer();
  const more = (await recorded(admin)) - before;
  if (response.status !== status) return `${kind}: answered ${response.status}, not ${status}`;
  return more === records ? null : `${kind}: recorded ${more} events, not ${records}`;
}

/**
 * Proves that the ingress takes deliveries from whom they should come and from nobody else, over HTTP and against the
 * database: each way to be wrong is refused with 401 and leaves nothing, each repeat leaves nothing more.
 */
export async function proveSignatures(database: ProveDatabase, { short }: { short: boolean }): Promise<ProveResult> {
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  let ahead = 0;
  const ingress = await serveIngress(database, { now: () => new Date(Date.now() + ahead) });
  const counts: Record<string, number> = {};
  const findings: string[] = [];
  const send = async (delivery: Delivery) => {
    counts[delivery.kind] = (counts[delivery.kind] ?? 0) + 1;
    const finding = await deliver(ingress.url, admin, delivery);
    if (finding) findings.push(finding);
  };
  try {
    const make = () => makeTenant(admin, { encryptionKeys: ENCRYPTION_KEYS });
    const [signed, neighbour, plain] = [await make(), await make(), await make()];
    await admin.query("UPDATE vapi_credentials SET scheme = 'secret' WHERE organization_id = $1", [
      plain.organizationId,
    ]);
    for (let round = 0; round < (short ? ROUNDS.short : ROUNDS.full); round++) {
      const deliveries = signedDeliveries(signed, neighbour);
      for (const delivery of deliveries) await send(delivery);
      ahead = LATER_MS;
      const replay = deliveries.find(({ kind }) => kind === "VAPI: right")!;
      await send({ ...replay, kind: "VAPI: replayed later", status: 401, records: 0 });
      ahead = 0;
      for (const delivery of [...secretDeliveries(plain, neighbour), ...twilioDeliveries()]) await send(delivery);
    }
    return proveResult({
      name: "signatures",
      unit: "deliveries",
      value: Object.values(counts).reduce((sum, count) => sum + count, 0),
      counts: { kinds: Object.keys(counts).length, ...counts },
      findings,
      short,
    });
  } finally {
    await ingress.close();
    await admin.end();
  }
}
