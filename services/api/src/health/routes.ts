import type { PrismaClient } from "@callflex/db/prisma";
import { newestMigration } from "@callflex/db/newest-migration";
import type { Logger } from "@callflex/platform/logger";
import { Router, type Request, type Response } from "express";
import { HttpProblem } from "../http/problem.ts";

async function appliedMigration(appDb: PrismaClient): Promise<string> {
  const [row] = await appDb.$queryRaw<{ version: string | null }[]>`
    SELECT max(version) AS version FROM schema_migrations`;
  return row?.version ?? "0";
}

/**
 * `/healthz` says that the process runs, `/readyz` that it can serve: the database answers and stands at our newest
 * migration or a later one (during a deployment the schema is ahead of the old processes).
 */
export function healthRoutes({ appDb, logger }: { appDb: PrismaClient; logger: Logger }): Router {
  const needed = newestMigration();
  const router = Router();
  router.get("/healthz", (_req: Request, res: Response) => void res.json({ status: "ok" }));
  router.get("/readyz", async (_req: Request, res: Response) => {
    const applied = await appliedMigration(appDb).catch((error: unknown) => {
      logger.warn({ err: error }, "not ready: the database can't be asked");
      throw new HttpProblem("unavailable", "The database can't be reached.", { headers: { "Retry-After": "2" } });
    });
    if (applied < needed) {
      throw new HttpProblem("unavailable", `The database stands at migration ${applied}, this needs ${needed}.`, {
        headers: { "Retry-After": "5" },
      });
    }
    res.json({ status: "ready", migration: applied });
  });
  return router;
}
