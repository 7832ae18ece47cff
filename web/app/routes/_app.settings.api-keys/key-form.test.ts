import { apiKeyCreateRequest } from "@callflex/contracts/api/api-keys";
import { expect, it } from "vitest";
import { parseForm } from "~/lib/parse-form.ts";
import { keyForm, keyRequest } from "./key-form.ts";

function form(...fields: [string, string][]): FormData {
  const made = new FormData();
  for (const [name, value] of fields) made.append(name, value);
  return made;
}

it.each([
  ["one scope", ["calls.read"]],
  ["several scopes", ["calls.read", "inbox.read"]],
])("reads %s and a lifetime", (_name, scopes) => {
  const given = form(["name", "Warehouse"], ["days", "30"], ...scopes.map((one): [string, string] => ["scopes", one]));
  const submission = parseForm(given, keyForm);
  if (submission.status !== "success") throw new Error(JSON.stringify(submission.error));
  const request = keyRequest(submission.value, Date.parse("2026-11-22T10:00:00Z"));
  expect(request).toEqual({ name: "Warehouse", scopes, expiresAt: "2026-12-22T10:00:00.000Z" });
  expect(apiKeyCreateRequest.safeParse(request).success).toBe(true);
});

it("makes a key that doesn't expire", () => {
  const submission = parseForm(form(["name", "Warehouse"], ["days", ""], ["scopes", "calls.read"]), keyForm);
  if (submission.status !== "success") throw new Error(JSON.stringify(submission.error));
  expect(keyRequest(submission.value, 0).expiresAt).toBeNull();
});

it("tells what is missing", () => {
  expect(parseForm(form(["name", " "], ["days", ""]), keyForm)).toMatchObject({
    status: "error",
    error: { name: ["Name the key after what it is for"], scopes: ["Choose at least one scope"] },
  });
});

it("refuses a scope that stays with people", () => {
  expect(parseForm(form(["name", "x"], ["scopes", "members.manage"]), keyForm).status).toBe("error");
});
