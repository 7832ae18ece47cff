import type { PrismaClient } from "@callflex/db/prisma";
import type { VerbContext } from "@callflex/domain/context";
import { exportOrganization } from "@callflex/domain/organizations/export-organization";
import type { Response } from "express";
import { inOrganization } from "../http/in-organization.ts";
import type { StreamExchange } from "../http/route.ts";

/** Waits until a slow client has read, or has left. */
function readable(res: Response): Promise<void> {
  return new Promise((resolve) => {
    function done(): void {
      res.off("drain", done).off("close", done);
      resolve();
    }
    res.on("drain", done).on("close", done);
  });
}

/**
 * Writes an organization's export to the response as fast as the client reads, and stops reading when the client leaves.
 *
 * @param fileName under which browsers save it; null for a request that wants the headers alone
 * @throws what the database throws: an answer that has begun then breaks off
 */
export async function streamExport(
  deps: { appDb: PrismaClient },
  fileName: string | null,
  { req, res, caller }: StreamExchange,
): Promise<void> {
  res.status(200).set({ "Content-Type": "application/x-ndjson; charset=utf-8", "X-Accel-Buffering": "no" });
  if (fileName === null) return void res.end();
  res.set("Content-Disposition", `attachment; filename="${fileName}"`);
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  const inTransaction = <T>(work: (ctx: VerbContext) => Promise<T>) => inOrganization(deps, { req, caller }, work);
  for await (const lines of exportOrganization(gone.signal, inTransaction)) {
    if (gone.signal.aborted) return;
    if (!res.write(lines)) await readable(res);
  }
  if (!gone.signal.aborted) res.end();
}
