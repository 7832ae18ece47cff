import { KNOWLEDGE_LIMITS } from "@callflex/contracts/api/knowledge";
import { transaction } from "@callflex/db/transaction";
import { loadKnowledge } from "@callflex/domain/knowledge/load-knowledge";
import { makeAssistant } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf } from "./team.ts";

let api: TestApi;
let ann: SignedIn;
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  const { id } = await makeAssistant(api.admin, { organizationId: ann.organizationId });
  path = `/assistants/${id}/knowledge`;
});

function add(body: object) {
  return ann.request("POST", path, { body });
}
const parking = { kind: "text", title: "Parking", content: "Behind the house.\r\n\r\n\r\n\r\nFree." };

async function intentsOf(): Promise<{ type: string; body: { entryId: string } }[]> {
  const { rows } = await api.admin.query<{ type: string; body: Buffer }>(
    "SELECT type, body FROM outbox_events WHERE organization_id = $1 AND type = 'knowledge.read' ORDER BY id",
    [ann.organizationId],
  );
  return rows.map(({ type, body }) => ({ type, body: JSON.parse(body.toString()) as { entryId: string } }));
}

async function syncsAsked(): Promise<number> {
  const { rowCount } = await api.admin.query(
    "SELECT 1 FROM outbox_events WHERE organization_id = $1 AND type = 'assistant.sync'",
    [ann.organizationId],
  );
  return rowCount ?? 0;
}

/** What the assistant answers from. */
function known() {
  const [, , assistantId] = path.split("/");
  return transaction(api.admin, (tx) =>
    loadKnowledge(tx, { organizationId: ann.organizationId, assistantId: assistantId! }),
  );
}

/** What the worker does once it has read an entry. */
async function markRead(id: string, state: "ready" | "failed", content = "") {
  await api.admin.query("UPDATE knowledge_entries SET state = $2, content = $3, last_error = 'Words.' WHERE id = $1", [
    id,
    state,
    content,
  ]);
}

test("words count at once, tidied up; the list tells how much room all entries take", async () => {
  const added = await add(parking);
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({ state: "ready", content: "Behind the house.\n\nFree.", canReadAgain: false });
  expect(await intentsOf()).toEqual([]);
  await add({ ...parking, title: "Prices", content: "A visit costs $90." });
  const list = (await ann.get(path)).body;
  expect(list.data.map((entry: { title: string }) => entry.title)).toEqual(["Parking", "Prices"]);
  expect(list).toMatchObject({ usedCharacters: 7 + 24 + 6 + 18, allowedCharacters: 30_000, nextCursor: null });
  const first = (await ann.get(`${path}?limit=1`)).body;
  expect((await ann.get(`${path}?limit=1&cursor=${first.nextCursor}`)).body.data[0].title).toBe("Prices");
});

test("a page and a file wait to be read, each by its own intent, and take no room until then", async () => {
  const page = await add({ kind: "url", url: "https://example.com/prices" });
  const file = await add({
    kind: "document",
    fileName: "Menu 2026.pdf",
    mediaType: "application/pdf",
    data: Buffer.from("%PDF-1.7").toString("base64"),
  });
  expect(await syncsAsked()).toBe(0);
  expect(page.body).toMatchObject({ state: "reading", title: "example.com/prices", characters: 0 });
  expect(file.body).toMatchObject({ state: "reading", title: "Menu 2026", fileName: "Menu 2026.pdf" });
  expect((await intentsOf()).map(({ body }) => body.entryId)).toEqual([page.body.id, file.body.id]);
  const { rows } = await api.admin.query("SELECT file FROM knowledge_entries WHERE id = $1", [file.body.id]);
  expect(rows[0].file.toString()).toBe("%PDF-1.7");
  expect((await ann.get(path)).body.usedCharacters).toBe(0);
});

test("what is sent again with the same key is added once, and read once", async () => {
  const send = (body: object) => ann.request("POST", path, { body, headers: { "idempotency-key": "k1" } });
  const page = { kind: "url", url: "https://example.com/prices" };
  const answers = await Promise.all([send(page), send(page)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[0].body).toEqual(answers[1].body);
  expect((await ann.get(path)).body.data).toHaveLength(1);
  expect(await intentsOf()).toHaveLength(1);
  expect((await send(parking)).status).toBe(409);
});

test("a file may have 5 MB", async () => {
  const document = (bytes: number) =>
    add({
      kind: "document",
      fileName: "a.txt",
      mediaType: "text/plain",
      data: Buffer.alloc(bytes, "a").toString("base64"),
    });
  expect((await document(KNOWLEDGE_LIMITS.fileBytes)).status).toBe(201);
  expect((await document(KNOWLEDGE_LIMITS.fileBytes + 3)).status).toBe(422);
  const tooLarge = await document(8 * 1024 * 1024);
  expect(tooLarge.status).toBe(413);
  expect(tooLarge.body.detail).toBe("The body may have at most 7 MB.");
});

test("an assistant has room for 30,000 characters, and two at once don't share the last of it", async () => {
  const long = { kind: "text", title: "Long", content: "a".repeat(KNOWLEDGE_LIMITS.entryCharacters) };
  expect((await add({ ...long, content: `${long.content}a` })).status).toBe(422);
  expect((await add(long)).status).toBe(201);
  const both = await Promise.all([add(long), add({ ...long, content: "b".repeat(9_000) })]);
  expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  const refused = await add(long);
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toMatch(/it holds 30,000\. Shorten this entry/);
});

test("long instructions and answers leave less room, which is told before anything is added", async () => {
  const [, , id] = path.split("/");
  const values = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`answer${index}`, "a".repeat(4_000)]));
  const prompt = Object.keys(values)
    .map((key) => `{{${key}}}`)
    .join("\n");
  await api.admin.query("UPDATE assistants SET prompt = $2, variable_values = $3 WHERE id = $1", [id, prompt, values]);
  const { allowedCharacters: room } = (await ann.get(path)).body;
  expect(room).toBeGreaterThan(15_000);
  expect(room).toBeLessThan(19_500);

  const words = (characters: number) => ({ kind: "text", title: "Long", content: "a".repeat(characters) });
  const { body: first } = await add(words(12_000));
  const refused = await add(words(room - 12_000));
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toMatch(
    /beside its long instructions and answers it holds 1\d,\d{3}\. Shorten this entry, its/,
  );
  expect((await add(words(room - 12_004 - 4))).status).toBe(201);
  expect((await ann.request("POST", `/assistants/${id}/check`, { body: {} })).body.faults).not.toContainEqual(
    expect.objectContaining({ message: expect.stringContaining("Everything together") as unknown }),
  );
  expect((await add({ kind: "url", url: "https://example.com" })).status).toBe(409);

  // An assistant that has too much already may still be told less.
  await api.admin.query("UPDATE assistants SET prompt = prompt || repeat('x', 3000) WHERE id = $1", [id]);
  const change = (content: string) => ann.request("PATCH", `${path}/${first.id}`, { body: { content } });
  expect((await change("a".repeat(11_900))).status).toBe(200);
  expect((await change("a".repeat(11_901))).status).toBe(409);
});

test("title and words can be changed by who saw them last; the same words change nothing", async () => {
  const { body: entry } = await add(parking);
  const one = `${path}/${entry.id}`;
  const headers = { "if-match": '"1"' };
  const changed = await ann.request("PATCH", one, { body: { content: "In front of it." }, headers });
  expect(changed.body).toMatchObject({ title: "Parking", content: "In front of it.", version: 2 });
  expect((await ann.request("PATCH", one, { body: { title: "Cars" }, headers })).status).toBe(412);
  expect((await ann.request("PATCH", one, { body: { title: " Parking " } })).body.version).toBe(2);
  expect(await auditOf(api, ann.organizationId, "knowledge.updated")).toMatchObject([
    { before: { characters: 24 }, after: { title: "Parking", characters: 15 } },
  ]);
  const { rows } = await api.admin.query("SELECT type FROM live_events WHERE organization_id = $1", [
    ann.organizationId,
  ]);
  expect(rows.filter((row) => row.type === "assistant_changed")).toHaveLength(2);
});

test("what was deleted is gone, and the log names it", async () => {
  const { body: entry } = await add(parking);
  expect((await ann.request("DELETE", `${path}/${entry.id}`)).status).toBe(204);
  expect((await ann.request("DELETE", `${path}/${entry.id}`)).status).toBe(404);
  expect((await ann.get(path)).body.data).toEqual([]);
  expect(await auditOf(api, ann.organizationId, "knowledge.deleted")).toMatchObject([{ before: { title: "Parking" } }]);
});

test("a page can be read again, a text can't, and nothing is read twice at once", async () => {
  const { body: page } = await add({ kind: "url", url: "https://example.com" });
  const again = () => ann.request("POST", `${path}/${page.id}/read`);
  expect((await again()).status).toBe(409);
  await markRead(page.id, "failed");
  expect((await ann.get(path)).body.data[0]).toMatchObject({
    state: "failed",
    lastError: "Words.",
    canReadAgain: true,
  });
  const started = await again();
  expect(started.status).toBe(202);
  expect(started.body).toMatchObject({ state: "reading", lastError: null });
  expect(await intentsOf()).toHaveLength(2);
  const { body: text } = await add(parking);
  expect((await ann.request("POST", `${path}/${text.id}/read`)).body.detail).toMatch(/Change its words/);
});

test("a page that is read again keeps its words in use, also when that fails", async () => {
  const { body: page } = await add({ kind: "url", url: "https://example.com", title: "Hours" });
  await markRead(page.id, "ready", "Open on Sundays.");
  const before = await syncsAsked();
  await ann.request("POST", `${path}/${page.id}/read`);
  expect(await known()).toEqual([{ title: "Hours", content: "Open on Sundays." }]);
  expect((await ann.get(path)).body).toMatchObject({ usedCharacters: 5 + 16, data: [{ state: "reading" }] });
  expect(await syncsAsked()).toBe(before);
  const correct = () => ann.request("PATCH", `${path}/${page.id}`, { body: { content: "Open on Mondays." } });
  expect((await correct()).status).toBe(409);
  await api.admin.query("UPDATE knowledge_entries SET state = 'failed' WHERE id = $1", [page.id]);
  expect(await known()).toEqual([{ title: "Hours", content: "Open on Sundays." }]);
  expect((await correct()).body).toMatchObject({ content: "Open on Mondays.", characters: 5 + 16 });
});

test("what nobody reads any more can be read again after a while", async () => {
  const { body: page } = await add({ kind: "url", url: "https://example.com" });
  const again = () => ann.request("POST", `${path}/${page.id}/read`);
  expect((await again()).status).toBe(409);
  await api.admin.query("ALTER TABLE knowledge_entries DISABLE TRIGGER update_updated_at");
  await api.admin.query("UPDATE knowledge_entries SET updated_at = now() - interval '16 minutes' WHERE id = $1", [
    page.id,
  ]);
  await api.admin.query("ALTER TABLE knowledge_entries ENABLE TRIGGER update_updated_at");
  expect((await ann.get(path)).body.data).toMatchObject([{ state: "reading", canReadAgain: true }]);
  expect((await again()).status).toBe(202);
  expect((await ann.get(path)).body.data).toMatchObject([{ state: "reading", canReadAgain: false }]);
  expect(await intentsOf()).toHaveLength(2);
});

test("what was read from a page can be corrected, what wasn't read can't", async () => {
  const { body: page } = await add({ kind: "url", url: "https://example.com" });
  const correct = () => ann.request("PATCH", `${path}/${page.id}`, { body: { content: "Open on Mondays." } });
  expect((await correct()).status).toBe(409);
  await markRead(page.id, "ready", "Open on Sundays.");
  expect((await correct()).body.content).toBe("Open on Mondays.");
});

test.each([
  { kind: "text", title: "", content: "a" },
  { kind: "text", title: "\u0000", content: "a" },
  { kind: "text", title: "a", content: "\u200B" },
  { kind: "url", url: "ftp://example.com/a" },
  { kind: "url", url: "example.com" },
  { kind: "url", url: "https://example.com", content: "a" },
  { kind: "document", fileName: "a.exe", mediaType: "application/octet-stream", data: "AAAA" },
  { kind: "document", fileName: "a.txt", mediaType: "text/plain", data: "not base64" },
])("%j is refused", async (body) => {
  expect((await add(body)).status).toBe(422);
});

test("another assistant's entry, and a deleted assistant's, are not found", async () => {
  const { body: entry } = await add(parking);
  const other = await makeAssistant(api.admin, { organizationId: ann.organizationId });
  const wrong = `/assistants/${other.id}/knowledge/${entry.id}`;
  expect((await ann.request("PATCH", wrong, { body: { title: "a" } })).status).toBe(404);
  await api.admin.query("UPDATE assistants SET deleted_at = now() WHERE organization_id = $1", [ann.organizationId]);
  expect((await ann.get(path)).status).toBe(404);
  expect((await add(parking)).status).toBe(404);
});
