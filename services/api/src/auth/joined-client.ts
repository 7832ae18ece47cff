import { AsyncLocalStorage } from "node:async_hooks";
import type { PrismaClient, PrismaTx } from "@callflex/db/prisma";

const transactions = new AsyncLocalStorage<PrismaTx>();

/** The transaction that the running work belongs to. */
export function currentTransaction(): PrismaTx | undefined {
  return transactions.getStore();
}

/** A way to sign in, as it is added. */
interface NewAccount {
  userId: string;
  providerId: string;
}

/**
 * The client for better-auth. Whatever it does inside a transaction belongs to that transaction: also where it forgets to
 * ask for the current one (its two-factor plugin does), and its own transactions join ours.
 *
 * @param client of the role callflex_auth
 * @param onAccount called in the transaction in which an account (a way to sign in) is added; `isNewUser` tells whether
 *   its user is new as well: better-auth makes those two in one transaction, and a link to a known user outside of any
 */
export function joinedClient(
  client: PrismaClient,
  onAccount: (tx: PrismaTx, account: NewAccount, isNewUser: boolean) => Promise<void> = async () => undefined,
): PrismaClient {
  function transaction<T>(work: (tx: PrismaTx) => Promise<T>): Promise<T> {
    const open = transactions.getStore();
    if (open) return work(open);
    return client.$transaction((tx) => transactions.run(tx, () => work(joined)));
  }
  function createAccount(args: Parameters<PrismaClient["account"]["create"]>[0]) {
    const isNewUser = transactions.getStore() !== undefined;
    return transaction(async () => {
      const tx = transactions.getStore()!;
      const account = await tx.account.create(args);
      await onAccount(tx, account, isNewUser);
      return account;
    });
  }
  function own(name: string | symbol): unknown {
    const open: object | undefined = transactions.getStore();
    const inside: unknown = open && Reflect.get(open, name);
    const [source, value] = inside === undefined ? [client, Reflect.get(client, name)] : [open, inside];
    return typeof value === "function" ? value.bind(source) : value;
  }
  const joined: PrismaClient = new Proxy(client, {
    get(_, name) {
      if (name === "$transaction") return transaction;
      const value = own(name);
      if (name !== "account") return value;
      return new Proxy(value as PrismaClient["account"], {
        get: (accounts, method) => (method === "create" ? createAccount : Reflect.get(accounts, method)),
      });
    },
  });
  return joined;
}
