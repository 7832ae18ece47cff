import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newestToken } from "./account-mails.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  // What is tried here are the limits behind the one of all requests.
  api.deps.limits.address.points = 100_000;
});
afterAll(() => api.close());

const signIn = (email: string, password: string, forwarded: string) =>
  api.request("POST", "/auth/signin", { body: { email, password }, headers: { "x-forwarded-for": forwarded } });

function tally(statuses: number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

test("of a thousand wrong passwords ten are looked at; the right one works from elsewhere", async () => {
  const ann = await api.signUp();
  const statuses: number[] = [];
  for (let round = 0; round < 50; round += 1) {
    const tries = Array.from({ length: 20 }, (_, n) => signIn(ann.email, `wrong ${round} ${n}`, "203.0.113.1"));
    statuses.push(...(await Promise.all(tries)).map((answer) => answer.status));
  }
  expect(tally(statuses)).toEqual({ 401: 10, 429: 990 });
  const there = await signIn(ann.email, ann.password, "203.0.113.1");
  expect(there.status).toBe(429);
  expect(Number(there.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await signIn(ann.email, ann.password, "203.0.113.2")).status).toBe(200);
});

test("what a client claims in X-Forwarded-For counts for nothing: the proxy's word does", async () => {
  const ann = await api.signUp();
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    statuses.push((await signIn(ann.email, "wrong", `198.51.100.${n}, 203.0.113.3`)).status);
  }
  expect(tally(statuses)).toEqual({ 401: 10, 429: 2 });
  const signedIn = await signIn(ann.email, ann.password, "6.6.6.6, 203.0.113.4");
  expect(signedIn.status).toBe(200);
  const { rows } = await api.admin.query("SELECT ip_address FROM sessions WHERE user_id = $1 ORDER BY id DESC", [
    ann.me.user.id,
  ]);
  expect(rows[0].ip_address).toBe("203.0.113.4");
});

test("guessing from many addresses is stopped for the account; a new password by mail opens it again", async () => {
  const ann = await api.signUp();
  const tries = Array.from({ length: 60 }, (_, n) => signIn(ann.email, "wrong", `192.0.2.${n}`));
  expect(tally((await Promise.all(tries)).map((answer) => answer.status))).toEqual({ 401: 50, 429: 10 });
  expect((await signIn(ann.email, ann.password, "192.0.2.200")).status).toBe(429);
  await api.request("POST", "/auth/forgot-password", { body: { email: ann.email } });
  const body = { token: await newestToken(api, ann.email, "reset_password"), password: "a new password" };
  expect((await api.request("POST", "/auth/reset-password", { body })).status).toBe(204);
  expect((await signIn(ann.email, "a new password", "192.0.2.201")).status).toBe(200);
});

test("one address makes sixty accounts an hour; others still make theirs", async () => {
  const signUp = (ip: string) =>
    api.request("POST", "/auth/signup", {
      body: { name: "A", email: `${randomUUID()}@example.test`, password: "correct horse", organizationName: "A" },
      headers: { "x-forwarded-for": ip },
    });
  const statuses: number[] = [];
  for (let round = 0; round < 13; round += 1) {
    const some = await Promise.all(Array.from({ length: 5 }, () => signUp("203.0.113.9")));
    statuses.push(...some.map((answer) => answer.status));
  }
  expect(tally(statuses)).toEqual({ 201: 60, 429: 5 });
  expect((await signUp("203.0.113.10")).status).toBe(201);
});
