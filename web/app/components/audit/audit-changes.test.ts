import { describe, expect, it } from "vitest";
import { actionWords } from "./action-words.ts";
import { auditChanges } from "./audit-changes.ts";

describe("auditChanges", () => {
  it("tells only what differs", () => {
    expect(auditChanges({ role: "member", name: "Ivy" }, { role: "admin", name: "Ivy" })).toEqual([
      { label: "role", before: "member", after: "admin" },
    ]);
  });

  it("tells what came and what went", () => {
    expect(auditChanges(null, { email: "a@b.example" })).toEqual([
      { label: "email", before: null, after: "a@b.example" },
    ]);
    expect(auditChanges({ deleteAfter: "2026-12-01" }, { deleteAfter: null })).toEqual([
      { label: "delete after", before: "2026-12-01", after: null },
    ]);
  });

  it("writes instants for people", () => {
    const after = { expiresAt: "2027-02-20T23:36:07.930Z", name: "2027" };
    expect(auditChanges(null, after, (instant) => `on ${instant.slice(0, 10)}`)).toEqual([
      { label: "expires at", before: null, after: "on 2027-02-20" },
      { label: "name", before: null, after: "2027" },
    ]);
  });

  it("names the place of what is nested, and writes lists on one line", () => {
    const hours = (closes: string) => ({ businessHours: { monday: [{ opens: "09:00", closes }], sunday: [] } });
    expect(auditChanges(hours("17:00"), hours("18:00"))).toEqual([
      { label: "business hours · monday", before: "09:00 – 17:00", after: "09:00 – 18:00" },
    ]);
    expect(auditChanges({ scopes: [] }, { scopes: ["calls.read", "inbox.read"] })).toEqual([
      { label: "scopes", before: "none", after: "calls.read, inbox.read" },
    ]);
  });
});

describe("actionWords", () => {
  it("names what it knows, and makes words of what is new", () => {
    expect(actionWords("member.role_changed")).toBe("Role changed");
    expect(actionWords("number.port_requested")).toBe("Number port requested");
  });
});
