import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "./generated/prisma/client.ts";

export { Prisma, PrismaClient };

/** An open Prisma transaction. */
export type PrismaTx = Prisma.TransactionClient;

/** For whom a transaction runs. Row-level security shows exactly the rows of that actor's organizations. */
export interface DbActor {
  /** The signed-in user; absent for an API key, which acts for its organization alone. */
  userId?: string;
  /** Narrows the user's memberships to one organization; the only organization where there is no user. */
  organizationId?: string;
}

/**
 * Opens a Prisma client for one database role. Statements are unnamed and nothing is kept on the session, so it works
 * through PgBouncer in transaction mode.
 *
 * @param url connection string of the role
 * @param options.max most connections at once
 * @param options.name application_name, seen in pg_stat_activity
 */
export function createPrisma(url: string, options: { max?: number; name: string }): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: url,
        max: options.max ?? 10,
        application_name: options.name,
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: 30_000,
      },
      // An idle connection that the server ends is replaced at the next query.
      { onPoolError: () => undefined, onConnectionError: () => undefined },
    ),
    // Password hashing runs inside sign-up's transaction: with Prisma's own 2 s of waiting, bursts of sign-ups failed.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
}

/**
 * Runs `work` in one transaction as `actor`: committed when it returns, rolled back when it throws. The settings that the
 * policies read end with the transaction, so a pooled connection never carries them to the next request.
 *
 * @throws what `work` or the database throws; see errors.ts for telling them apart
 */
export function withActor<T>(prisma: PrismaClient, actor: DbActor, work: (tx: PrismaTx) => Promise<T>): Promise<T> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT set_config('app.user_id', ${actor.userId ?? ""}, true),
                              set_config('app.org_id', ${actor.organizationId ?? ""}, true)`;
    return work(tx);
  });
}
