import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";

/** Without any call settled for so long, nothing will be. */
const STALLED_MS = 60_000;

/**
 * Waits until so many calls are settled, or no more are.
 *
 * @param onProgress told the count after each look
 * @returns how many are settled
 */
export async function waitForSettled(
  admin: Client,
  wanted: number,
  onProgress: (settled: number) => void = () => undefined,
): Promise<number> {
  let settled = -1;
  for (let changedAt = Date.now(); Date.now() - changedAt < STALLED_MS; await sleep(100)) {
    const { rows } = await admin.query<{ settled: string }>(
      "SELECT count(*) AS settled FROM calls WHERE settled_at IS NOT NULL",
    );
    const now = Number(rows[0]?.settled);
    if (now !== settled) changedAt = Date.now();
    settled = now;
    onProgress(settled);
    if (settled >= wanted) break;
  }
  return settled;
}
