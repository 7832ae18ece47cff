import { expect, it } from "vitest";
import { auditQuery, readAuditSearch } from "./search-params.ts";

it("reads what it knows and drops the rest", () => {
  const search = new URLSearchParams("action=member.*&actorId=nobody&from=2026-11-31&to=2026-11-05&x=1");
  expect(readAuditSearch(search)).toEqual({ action: "member.*", to: "2026-11-05" });
});

it("asks for whole days of the organization, also on one with 25 hours", () => {
  const query = auditQuery({ from: "2026-11-01", to: "2026-11-01", action: "member.*" }, "America/New_York");
  expect(query).toEqual({
    action: "member.*",
    from: "2026-11-01T04:00:00.000Z",
    to: "2026-11-02T05:00:00.000Z",
    limit: 50,
  });
});
