import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../dev/servers/free-port.ts";
import { temporalBinary } from "../../dev/servers/temporal-binary.ts";
import { startTemporalServer } from "../../dev/servers/temporal-server.ts";
import { planParts } from "../../dev/stack/part-plans.ts";
import { startPart, type Part } from "../../dev/stack/part.ts";
import { choosePorts } from "../../dev/stack/ports.ts";
import { loadSecrets, type Secrets } from "../../dev/stack/secrets.ts";
import type { ProveDatabase } from "../setup/prove-database.ts";

/** The product at work, logging all that it can. */
export interface Stage {
  api: string;
  webhooks: string;
  sandbox: string;
  web: string;
  temporal: { address: string; namespace: string };
  secrets: Secrets;
  /** What each service has logged. */
  logs(): { service: string; text: string }[];
  stop(): Promise<void>;
}

/** The parts whose logs are looked through; the sandbox stands in for others and may say what it likes. */
const LOGGING = ["webhooks", "api", "worker"] as const;

/** Starts all parts but the web on a database and a Temporal server of their own. */
export async function startStage(database: ProveDatabase): Promise<Stage> {
  const dir = mkdtempSync(path.join(tmpdir(), "callflex-secrets-"));
  const parts: Part[] = [];
  const temporal = await startTemporalServer({
    binary: await temporalBinary(console.log),
    port: await freePort(),
    logFile: path.join(dir, "temporal.log"),
  });
  const stop = async () => {
    await Promise.all(parts.map((part) => part.stop()));
    await temporal.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const secrets = loadSecrets(dir);
    const ports = await choosePorts("free", () => undefined);
    const sandboxDir = path.join(dir, "sandbox");
    mkdirSync(sandboxDir);
    const { address, namespace } = temporal;
    const plans = planParts({
      ports,
      secrets,
      urls: database.urls,
      temporal: { address, namespace, uiUrl: "" },
      sandboxDir,
      firstCallAfterSeconds: 0,
    });
    for (const name of LOGGING) plans[name].env["LOG_LEVEL"] = "trace";
    for (const name of ["sandbox", ...LOGGING] as const) {
      parts.push(await startPart(plans[name], path.join(dir, `${name}.log`)));
    }
    const at = (port: number) => `http://127.0.0.1:${port}`;
    return {
      api: at(ports.api),
      webhooks: at(ports.webhooks),
      sandbox: at(ports.sandbox),
      web: plans.api.env["PUBLIC_WEB_URL"]!,
      temporal: { address, namespace },
      secrets,
      logs: () => LOGGING.map((service) => ({ service, text: readFileSync(path.join(dir, `${service}.log`), "utf8") })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
