import { expect, test } from "vitest";
import { createSignInGuard } from "./sign-in-guard.ts";

const quotas = {
  pair: { name: "p", points: 2, seconds: 60 },
  address: { name: "a", points: 4, seconds: 60 },
  account: { name: "u", points: 5, seconds: 60 },
};
const limited = { kind: "rate_limited", headers: { "Retry-After": expect.any(String) } };

test("tries from one address for one account are counted, in whatever spelling", async () => {
  const guard = createSignInGuard(quotas);
  await guard.begin("10.0.0.1", "A@example.test");
  await guard.begin("10.0.0.1", "a@example.test");
  await expect(guard.begin("10.0.0.1", "a@EXAMPLE.test")).rejects.toMatchObject(limited);
  await guard.begin("10.0.0.2", "a@example.test");
});

test("tries from one address for many accounts are counted", async () => {
  const guard = createSignInGuard(quotas);
  for (const name of ["a", "b", "c", "d"]) await guard.begin("10.0.0.1", `${name}@example.test`);
  await expect(guard.begin("10.0.0.1", "e@example.test")).rejects.toMatchObject(limited);
});

test("tries for one account from many addresses are counted", async () => {
  const guard = createSignInGuard(quotas);
  for (const ip of [1, 2, 3, 4, 5]) await guard.begin(`10.0.0.${ip}`, "a@example.test");
  await expect(guard.begin("10.0.0.6", "a@example.test")).rejects.toMatchObject(limited);
});

test("many at once can't slip through", async () => {
  const guard = createSignInGuard(quotas);
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => guard.begin("10.0.0.1", "a@example.test")));
  expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(2);
});

test("success takes the try back", async () => {
  const guard = createSignInGuard(quotas);
  for (let n = 0; n < 20; n += 1) {
    await guard.begin("10.0.0.1", "a@example.test");
    await guard.succeeded("10.0.0.1", "a@example.test");
  }
  await expect(guard.begin("10.0.0.1", "a@example.test")).resolves.toBeUndefined();
});
