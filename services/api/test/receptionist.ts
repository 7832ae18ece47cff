import { expect } from "vitest";
import type { SignedIn, TestApi } from "./start-api.ts";

/** An assistant that lacks nothing. */
export const RECEPTIONIST = {
  name: "Receptionist",
  firstMessage: "Hello, this is {{companyName}}. How can I help?",
  prompt: "You answer the phone of {{companyName}}. Find out what the caller wants, and take a message for the team.",
  variables: [{ type: "text", key: "companyName", label: "Company", required: true }],
  variableValues: { companyName: "Hill Plumbing" },
  functions: [{ type: "takeMessage", when: "Take a message once you have it in full." }],
};

/** Makes an assistant that lacks nothing but what is given otherwise. @returns what the API answers */
export async function createAssistant(by: SignedIn, given: Record<string, unknown> = {}, status = "active") {
  const answer = await by.request("POST", "/assistants", { body: { content: { ...RECEPTIONIST, ...given }, status } });
  expect(answer.body).toMatchObject({ status });
  expect(answer.status).toBe(201);
  return answer.body;
}

/** Changes parts of an assistant. */
export function patchAssistant(by: SignedIn, id: string, given: object, headers: Record<string, string> = {}) {
  return by.request("PATCH", `/assistants/${id}`, { body: { content: given }, headers });
}

/** What an organization has asked of the relay, oldest first. */
export async function intentsOf(api: TestApi, organizationId: string, type: string) {
  const { rows } = await api.admin.query<{ type: string; body: Buffer }>(
    "SELECT type, body FROM outbox_events WHERE organization_id = $1 AND type LIKE $2 ORDER BY received_at, id",
    [organizationId, type],
  );
  return rows.map((row) => ({ type: row.type, ...(JSON.parse(row.body.toString()) as object) }));
}
