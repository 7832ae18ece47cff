import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { KNOWLEDGE_LIMITS } from "@callflex/contracts/api/knowledge";
import { workflowId, WORKFLOWS } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { transaction } from "@callflex/db/transaction";
import { loadKnowledge } from "@callflex/domain/knowledge/load-knowledge";
import { makeAssistant } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addUnread, startHarness, type Harness, type Unread } from "./harness.ts";
import { makePdf, makeProtectedPdf } from "./pdf.ts";
import { runWorker } from "./run-worker.ts";

let harness: Harness;
let worker: { stop(): Promise<void> };
let site: Server;
let siteUrl: string;
let answer: { status: number; times: number } = { status: 200, times: 0 };
let assistantId: string;

beforeAll(async () => {
  site = createServer((_req, res) => {
    answer.times += 1;
    res.writeHead(answer.status, { "content-type": "text/html" }).end("<title>Away</title><p>Back again.</p>");
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
  siteUrl = `http://${host}/`;
  harness = await startHarness();
  worker = await runWorker({ ...harness.options, privateHosts: [host] });
});
afterAll(async () => {
  await worker?.stop();
  await harness?.stop();
  site?.close();
});
beforeEach(async () => {
  const { id } = await makeAssistant(harness.admin, { organizationId: harness.organizationId });
  assistantId = id;
});

async function read(entry: Unread) {
  const { organizationId } = harness;
  const entryId = await addUnread(harness.admin, { organizationId, assistantId, ...entry });
  const id = workflowId.knowledge(entryId, newId());
  const handle = await harness.start(WORKFLOWS.readKnowledge, id, { organizationId, entryId });
  const result = (await handle.result()) as { state: string };
  const { rows } = await harness.admin.query("SELECT * FROM knowledge_entries WHERE id = $1", [entryId]);
  expect(result.state).toBe(rows[0].state);
  return rows[0] as Record<string, unknown>;
}
const document = (file: Buffer, mediaType = "application/pdf") => ({ kind: "document", file, mediaType }) as const;

function known() {
  const { service, organizationId } = harness;
  return transaction(service, (tx) => loadKnowledge(tx, { organizationId, assistantId }));
}

test("a PDF's words become what the assistant knows; the file is dropped", async () => {
  const entry = await read(document(makePdf(["A visit costs $89.", "Estimates are free."])));
  expect(entry).toMatchObject({ state: "ready", file: null, last_error: null, version: 2 });
  expect(await known()).toEqual([{ title: "To be read", content: "A visit costs $89.\nEstimates are free." }]);
});

test("a page's words and its title become what the assistant knows", async () => {
  const url = `${harness.options.sandboxUrl}/website/prices`;
  const entry = await read({ kind: "url", url });
  expect(entry).toMatchObject({ state: "ready", title: "Prices and hours" });
  expect(entry["content"]).toMatch(/^Prices and hours\n\nA visit costs \$89 .*\n/);
  expect(entry["content"]).not.toMatch(/©|Prices\n*$/);
});

test("Markdown stays as it is written, without the power of a template", async () => {
  await read(document(Buffer.from("# Hi\n\n{{ 7 | times: 6 }} and {% raw %}"), "text/markdown"));
  expect(await known()).toEqual([{ title: "To be read", content: "# Hi\n\n{ { 7 | times: 6 }} and { % raw %}" }]);
});

test.each([
  ["a protected PDF", () => document(makeProtectedPdf(["Secret"], "sesame")), /protected by a password/],
  ["a damaged PDF", () => document(Buffer.from("%PDF-1.4 and no more")), /damaged or no PDF/],
  ["a PDF without words", () => document(makePdf([""])), /No words were found/],
  [
    "too many words",
    () => document(Buffer.from("word ".repeat(3_000)), "text/plain"),
    /14,999 characters; an entry holds 12,000/,
  ],
  [
    "a private address",
    () => ({ kind: "url", url: "http://169.254.169.254/latest/meta-data/" }) as const,
    /not on the public internet/,
  ],
])("%s fails with words, once, and keeps no file", async (_what, entry, words) => {
  expect(await read(entry())).toMatchObject({
    state: "failed",
    file: null,
    last_error: expect.stringMatching(words) as string,
  });
  expect(await known()).toEqual([]);
});

test("a website that is away is asked again, and given up after four times", async () => {
  answer = { status: 503, times: 0 };
  const failed = await read({ kind: "url", url: siteUrl });
  expect(failed).toMatchObject({ state: "failed", last_error: expect.stringMatching(/doesn't answer/) as string });
  expect(answer.times).toBe(4);
  answer = { status: 200, times: 0 };
  expect(await read({ kind: "url", url: siteUrl })).toMatchObject({ state: "ready", content: "Back again." });
});

test("what is ready at once doesn't share the last room; the file that found none is kept for another try", async () => {
  const words = Buffer.from("a".repeat(KNOWLEDGE_LIMITS.entryCharacters));
  const entries = await Promise.all([1, 2, 3].map(() => read(document(words, "text/plain"))));
  const states = entries.map((entry) => entry["state"] as string).toSorted();
  expect(states).toEqual(["failed", "ready", "ready"]);
  const failed = entries.find((entry) => entry["state"] === "failed");
  expect(failed).toMatchObject({ file: words, last_error: expect.stringMatching(/it holds 30,000/) as string });
});

test("what is read has to find room beside long instructions and answers", async () => {
  await harness.admin.query("UPDATE assistants SET prompt = repeat('x', 50000) WHERE id = $1", [assistantId]);
  expect(await read(document(Buffer.from("a".repeat(11_000)), "text/plain"))).toMatchObject({
    state: "failed",
    last_error: expect.stringMatching(/beside its long instructions and answers it holds [78],/) as string,
  });
});

test("what is read again counts with its old words until the new ones are there, and beside no others", async () => {
  const { organizationId, admin } = harness;
  const length = KNOWLEDGE_LIMITS.entryCharacters - 100;
  const words = (letter: string) => letter.repeat(length);
  const old = (entryId: string) =>
    admin.query("UPDATE knowledge_entries SET content = $2 WHERE id = $1", [entryId, words("a")]);
  const again = async (file: string) => {
    const entryId = await addUnread(admin, {
      organizationId,
      assistantId,
      ...document(Buffer.from(file), "text/plain"),
    });
    await old(entryId);
    const id = workflowId.knowledge(entryId, newId());
    return (await harness.start(WORKFLOWS.readKnowledge, id, { organizationId, entryId })).result();
  };
  expect(await again(words("b"))).toEqual({ state: "ready" });
  expect(await known()).toEqual([{ title: "To be read", content: words("b") }]);
  // Its own old words are no obstacle: with them the assistant would have too many.
  expect(await again(words("c"))).toEqual({ state: "ready" });
  expect(await again("")).toEqual({ state: "failed" });
  expect((await known()).map(({ content }) => content[0])).toEqual(["b", "c", "a"]);
});

test("an entry that was deleted meanwhile is left alone", async () => {
  const { organizationId } = harness;
  const entryId = newId();
  const handle = await harness.start(WORKFLOWS.readKnowledge, workflowId.knowledge(entryId, newId()), {
    organizationId,
    entryId,
  });
  expect(await handle.result()).toEqual({ state: "gone" });
});
