import type { AppLoadContext } from "@remix-run/node";
import { expect, it } from "vitest";
import { z } from "zod";
import { makeChange, saveForm } from "./save-form.server.ts";

/** Nobody listens at this address. */
const context: AppLoadContext = {
  nonce: "n",
  requestId: "request-1",
  clientAddress: "203.0.113.7",
  apiUrl: "http://127.0.0.1:1",
  publicUrl: "https://app.test",
  logError: () => undefined,
  setCookie: () => undefined,
  requestCache: new Map(),
  voiceKey: null,
};
const scope = { context, request: new Request("https://app.test/settings", { method: "POST" }) };
const WORDS = "CallFlex is not reachable right now. Nothing was changed. Try again in a moment.";

it("keeps what was typed, and says that the API wasn't reached", async () => {
  const form = new FormData();
  form.set("email", "ada@example.com");
  const answer = await saveForm(scope, form, {
    schema: z.object({ email: z.string() }),
    operation: "POST /auth/forgot-password",
  });
  expect(answer).toMatchObject({
    ok: false,
    unreachable: true,
    result: { initialValue: { email: "ada@example.com" }, error: { "": [WORDS] } },
  });
});

it("says that a button's change wasn't made", async () => {
  const answer = await makeChange(scope, { operation: "POST /auth/me/keep" });
  expect(answer).toMatchObject({ ok: false, unreachable: true, notice: WORDS });
});
