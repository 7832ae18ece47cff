import { expect, test } from "vitest";
import { listAll } from "./list-all.ts";

const START = Date.parse("2026-09-02T14:00:00Z");

/** A list as VAPI gives it: newest first, at most `limit`, within the bounds. Three things are made each second. */
function vapi(count: number, most = 1_000) {
  const items = Array.from({ length: count }, (_, index) => ({
    id: String(index),
    createdAt: new Date(START + Math.floor(index / 3) * 1000).toISOString(),
  })).toReversed();
  let requests = 0;
  return {
    requests: () => requests,
    list: (page: { limit: number; createdAtLe?: string; createdAtGe?: string }) => {
      requests += 1;
      const within = items.filter(
        ({ createdAt }) =>
          (!page.createdAtLe || createdAt <= page.createdAtLe) && (!page.createdAtGe || createdAt >= page.createdAtGe),
      );
      return Promise.resolve(within.slice(0, Math.min(most, page.limit)));
    },
  };
}

test.each([0, 1, 999, 1_000, 1_001, 2_500])("%i things are all read, each once", async (count) => {
  const found = await listAll(vapi(count).list);
  expect(found.map(({ id }) => Number(id))).toEqual(Array.from({ length: count }, (_, index) => count - 1 - index));
});

test("pages may be smaller than what was asked for", async () => {
  expect(await listAll(vapi(450, 200).list)).toHaveLength(450);
});

test("what is too old isn't asked for", async () => {
  const { list, requests } = vapi(3_000);
  const found = await listAll(list, new Date(START + 990_000));
  expect(found).toHaveLength(30);
  expect(requests()).toBe(1);
});
