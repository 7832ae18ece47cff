import { AsyncLocalStorage } from "node:async_hooks";
import type { PrismaClient, PrismaTx } from "@callflex/db/prisma";

const transactions = new AsyncLocalStorage<PrismaTx>();

/** The transaction that the running work belongs to. */
export function currentTransaction(): PrismaTx | undefined {
  return transactions.getStore();
}

/**
 * The client for better-auth. Whatever it does inside a transaction belongs to that transaction: also where it forgets to
 * ask for the current one (its two-factor plugin does), and its own transactions join ours.
 *
 * @param client of the role callflex_auth
 */
export function joinedClient(client: PrismaClient): PrismaClient {
  function transaction<T>(work: (tx: PrismaTx) => Promise<T>): Promise<T> {
    const open = transactions.getStore();
    return open ? work(open) : client.$transaction((tx) => transactions.run(tx, () => work(tx)));
  }
  return new Proxy(client, {
    get(target, name) {
      if (name === "$transaction") return transaction;
      const open: object | undefined = transactions.getStore();
      const own: unknown = open && Reflect.get(open, name);
      if (own !== undefined) return typeof own === "function" ? own.bind(open) : own;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
