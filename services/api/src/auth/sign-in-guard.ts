import { createLimiter, takeOne, type Quota } from "../http/rate-limits.ts";

/** Failed sign-ins that are let through. */
export interface SignInQuotas {
  /** From one address for one account: somebody mistypes. */
  pair: Quota;
  /** From one address for any account: somebody tries a list. */
  address: Quota;
  /** For one account from anywhere: somebody tries from many addresses. */
  account: Quota;
}

export const SIGN_IN_QUOTAS: SignInQuotas = {
  pair: { name: "sign-in", points: 10, seconds: 15 * 60 },
  address: { name: "sign-in-address", points: 100, seconds: 24 * 3600 },
  account: { name: "sign-in-account", points: 50, seconds: 3600 },
};

/** Slows down guessing of passwords. */
export interface SignInGuard {
  /**
   * Counts a try before it is made, so that many at once can't slip through.
   *
   * @throws {HttpProblem} 429 with Retry-After
   */
  begin(ip: string, email: string): Promise<void>;
  /** Takes a try back that succeeded: only failures count. */
  succeeded(ip: string, email: string): Promise<void>;
  /** Forgets the failures for an account whose password is another one now. */
  forgive(email: string): Promise<void>;
}

/** Makes the guard; each process counts for itself. */
export function createSignInGuard(quotas: SignInQuotas = SIGN_IN_QUOTAS): SignInGuard {
  const pair = createLimiter(quotas.pair);
  const address = createLimiter(quotas.address);
  const account = createLimiter(quotas.account);
  return {
    async begin(ip, email) {
      const name = email.toLowerCase();
      await takeOne(pair, `${ip} ${name}`);
      await takeOne(address, ip);
      await takeOne(account, name);
    },
    async succeeded(ip, email) {
      const name = email.toLowerCase();
      await Promise.all([pair.delete(`${ip} ${name}`), address.reward(ip), account.reward(name)]);
    },
    async forgive(email) {
      await account.delete(email.toLowerCase());
    },
  };
}
