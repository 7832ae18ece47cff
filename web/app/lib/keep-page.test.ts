import { describe, expect, it } from "vitest";
import { keepPage } from "./keep-page.ts";
import { shouldRevalidate } from "./should-revalidate.ts";

const clientAction = keepPage((text) => ({ text }));

/** Sends a change whose answer by the web server is given. */
function send(serverAction: () => Promise<unknown>, signal?: AbortSignal) {
  const request = new Request("http://page.example/", { method: "POST", signal });
  return clientAction({ request, params: {}, serverAction: serverAction as never });
}

/** Reads an answer after which the page isn't loaded again. */
async function kept(answer: Promise<unknown>): Promise<unknown> {
  const response = (await answer) as Response;
  expect(shouldRevalidate({ actionStatus: response.status })).toBe(false);
  return response.json();
}

const fails = (error: unknown) => () => Promise.reject(error as Error);
const refusal = (status: number) => ({ status, statusText: "", internal: false, data: { title: "No" } });

describe("a change that can't be made", () => {
  it.each([
    ["the network is gone", new TypeError("Failed to fetch"), /not reachable/],
    ["the network is gone, in Safari", new TypeError("Load failed"), /not reachable/],
    ["a proxy answers", new Error("Unable to decode turbo-stream response from URL: /x.data"), /not reachable/],
    ["the API is gone", refusal(503), /not reachable/],
    ["too many came", refusal(429), /Too many/],
    ["something broke", refusal(500), /went wrong/],
    ["something broke in the action", new Error("Unexpected Server Error"), /went wrong/],
  ])("keeps the page and says so when %s", async (_when, error, words) => {
    expect(await kept(send(fails(error)))).toEqual({ text: expect.stringMatching(words) });
  });

  it("keeps the page when the web server found that the API is gone", async () => {
    const given = { ok: false, unreachable: true };
    expect(await kept(send(async () => given))).toEqual(given);
  });
});

it.each([undefined, 200, 422])("lets a page be loaded again after any other answer: %s", (actionStatus) => {
  expect(shouldRevalidate({ actionStatus })).toBe(true);
});

describe("what goes its way", () => {
  it("is an answer of the API", async () => {
    const given = { ok: false, unreachable: false };
    expect(await send(async () => given)).toBe(given);
    expect(await send(async () => null)).toBe(null);
  });

  it.each([
    ["what leads elsewhere", new Response(null, { status: 302 })],
    ["a refusal that stays", refusal(403)],
  ])("is %s", async (_what, thrown) => {
    await expect(send(fails(thrown))).rejects.toBe(thrown);
  });

  it("is a change that was dropped for a newer one", async () => {
    const error = new DOMException("The operation was aborted.", "AbortError");
    await expect(send(fails(error), AbortSignal.abort())).rejects.toBe(error);
  });
});
