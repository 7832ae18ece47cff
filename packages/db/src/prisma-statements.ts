import type { PrismaTx } from "./prisma.ts";
import type { Tx } from "./transaction.ts";

/**
 * An open Prisma transaction as one of plain statements: work that the services do by SQL can be done for a person as
 * well, behind the walls of that person's tenant. Names of statements are not used, as PgBouncer keeps none.
 */
export function statementsOf(tx: PrismaTx): Tx {
  return {
    rows: (sql, params = []) => tx.$queryRawUnsafe(sql, ...params),
    run: (sql, params = []) => tx.$executeRawUnsafe(sql, ...params),
  };
}
