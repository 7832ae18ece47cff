import { organizationRole } from "@callflex/contracts/enums";
import { permissions } from "@callflex/contracts/permissions";
import { describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { requirePermission } from "./require-permission.ts";
import { rolePermissions } from "./role-permissions.ts";

const actor = { userId: "u", organizationId: "o", isStaff: false };

describe("the table of permissions", () => {
  test("each role has all of the role below it, and no permission twice", () => {
    const ranks = ["viewer", "member", "admin", "owner"] as const;
    expect([...ranks].sort()).toEqual([...organizationRole.options].sort());
    for (const [index, role] of ranks.entries()) {
      const own = rolePermissions[role];
      expect(new Set(own).size).toBe(own.length);
      const below = ranks[index - 1];
      if (below) expect(own).toEqual(expect.arrayContaining([...rolePermissions[below]]));
    }
  });

  test("a viewer changes nothing", () => {
    expect(rolePermissions.viewer.filter((name) => !/\.(read|listen)$/.test(name))).toEqual([]);
  });

  test("the owner has all, and money and deletion are the owner's alone", () => {
    expect(rolePermissions.owner).toEqual(permissions);
    const missing = permissions.filter((name) => !rolePermissions.admin.includes(name));
    expect(missing).toEqual(["organization.delete", "billing.manage"]);
  });

  test("a missing permission is told in words", () => {
    expect(() => requirePermission({ ...actor, role: "member" }, "calls.reprocess")).not.toThrow();
    expect(() => requirePermission({ ...actor, role: "viewer" }, "calls.reprocess")).toThrow(DomainError);
    expect(() => requirePermission({ ...actor, role: "viewer" }, "calls.reprocess")).toThrow(
      /viewer.*Run a call's processing again/,
    );
  });
});
