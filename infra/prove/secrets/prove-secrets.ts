import { createPool } from "@callflex/db/pool";
import { proveResult, type ProveResult } from "../prove-result.ts";
import type { ProveDatabase } from "../setup/prove-database.ts";
import { createClient } from "./client.ts";
import { findPlanted } from "./find-planted.ts";
import { playAccount, type Actor, type Plant } from "./play-account.ts";
import { playCalls } from "./play-calls.ts";
import { startStage, type Stage } from "./stage.ts";
import { readTemporal } from "./temporal-records.ts";

/** Secrets of the installation itself. */
function ownSecrets({ secrets }: Stage): [string, string][] {
  const { authSecret, encryptionKeys, vapiApiKey, twilioAuthToken, resendApiKey, googleClientSecret } = secrets;
  return [
    ["the secret of sessions", authSecret],
    ["the keys that encrypt", encryptionKeys],
    ["the key that encrypts", encryptionKeys.split(":")[1]!],
    ["the key of VAPI", vapiApiKey],
    ["the token of Twilio", twilioAuthToken],
    ["the key of Resend", resendApiKey],
    ["the secret of Google's client", googleClientSecret],
  ];
}

/** Where what must be told isn't told either, nothing was looked through. */
function unlikely(actors: Actor[], texts: [string, string][]): string[] {
  const told = (start: string, value: string) =>
    texts.some(([where, text]) => where.startsWith(start) && text.includes(value));
  const places = ["the log of api", "the history of", "what is searched by"];
  return actors.flatMap(({ organizationId }) =>
    places
      .filter((place) => !told(place, organizationId))
      .map((place) => `${place} doesn't even name the organization`),
  );
}

/**
 * Proves that secrets and what people say stay where they belong: planted values are in no log line, workflow history,
 * search attribute or error answer, after all services have worked on them with everything logged that can be.
 */
export async function proveSecrets(database: ProveDatabase, { short }: { short: boolean }): Promise<ProveResult> {
  const stage = await startStage(database);
  const admin = createPool(database.adminUrl, { name: "prove-secrets", max: 2 });
  const planted = new Map(ownSecrets(stage).map(([what, value]) => [value, what]));
  const personal = new Set<string>();
  const plant: Plant = (kind, what, value) => {
    planted.set(value, what);
    if (kind === "personal") personal.add(value);
    return value;
  };
  /** An error may repeat to somebody whom they have just named, but nothing secret. */
  const notRepeated = (sent: string) =>
    new Map([...planted].filter(([value]) => !(personal.has(value) && sent.includes(value))));
  const actors: Actor[] = [];
  try {
    const client = createClient(stage);
    for (let round = 0; round < (short ? 1 : 5); round++) {
      const actor = await playAccount(stage, client, { admin, plant });
      actors.push(actor);
      await playCalls(stage, client, { admin, plant, actor });
    }
    const workflows = await readTemporal(stage.temporal);
    const logs = stage.logs();
    const texts: [string, string][] = [
      ...logs.map(({ service, text }): [string, string] => [`the log of ${service}`, text]),
      ...workflows.flatMap(({ workflowId, history, attributes }): [string, string][] => [
        [`the history of ${workflowId}`, history],
        [`what is searched by of ${workflowId}`, attributes],
      ]),
    ];
    const findings = [
      ...texts.flatMap(([where, text]) => findPlanted(planted, where, text)),
      ...client.errors.flatMap(({ request, sent, text }) =>
        findPlanted(notRepeated(sent), `the answer to ${request}`, text),
      ),
      ...unlikely(actors, texts),
    ];
    const lines = Object.fromEntries(
      logs.map(({ service, text }) => [`lines of ${service}`, text.split("\n").filter(Boolean).length]),
    );
    return proveResult({
      name: "secrets",
      unit: "values × texts",
      value: planted.size * (texts.length + client.errors.length),
      counts: {
        "planted values": planted.size,
        ...lines,
        workflows: workflows.length,
        "error answers": client.errors.length,
      },
      findings,
      short,
    });
  } finally {
    await admin.end();
    await stage.stop();
  }
}
