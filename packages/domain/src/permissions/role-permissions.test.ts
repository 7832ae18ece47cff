import { organizationRole, type OrganizationRole } from "@callflex/contracts/enums";
import { apiKeyScopes, permissions } from "@callflex/contracts/permissions";
import { describe, expect, test } from "vitest";
import type { Actor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "./require-permission.ts";
import { rolePermissions } from "./role-permissions.ts";

function person(role: OrganizationRole): Actor {
  return { kind: "user", userId: "u", organizationId: "o", isStaff: false, role, permissions: rolePermissions[role] };
}

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
    expect(missing).toEqual(["organization.export", "organization.transfer", "organization.delete", "billing.manage"]);
  });

  test("a missing permission is told in words", () => {
    expect(() => requirePermission(person("member"), "calls.reprocess")).not.toThrow();
    expect(() => requirePermission(person("viewer"), "calls.reprocess")).toThrow(DomainError);
    expect(() => requirePermission(person("viewer"), "calls.reprocess")).toThrow(
      /viewer.*Run a call's processing again/,
    );
  });

  test("an API key has its scopes and nothing that stays with people", () => {
    const key: Actor = {
      kind: "api_key",
      apiKeyId: "k",
      organizationId: "o",
      isStaff: false,
      permissions: ["calls.read"],
    };
    expect(() => requirePermission(key, "calls.read")).not.toThrow();
    expect(() => requirePermission(key, "inbox.update")).toThrow(/scopes.*`inbox\.update`/);
    expect(apiKeyScopes).not.toContain("api_keys.manage");
    for (const name of ["members.manage", "billing.manage", "organization.delete"])
      expect(apiKeyScopes).not.toContain(name);
  });
});
