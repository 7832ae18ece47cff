import { organizationRole, type OrganizationRole } from "@callflex/contracts/enums";
import { describe, expect, test } from "vitest";
import { requireChangeable, requireLeavable, requireTransferable } from "./member-rules.ts";

const roles = organizationRole.options;
const outcomes = [...roles, "removed"] as const;

/** Whom each role may change, and into what: everything that isn't here is refused. */
const allowed: Record<OrganizationRole, { targets: OrganizationRole[]; to: (typeof outcomes)[number][] }> = {
  owner: { targets: ["owner", "admin", "member", "viewer"], to: ["admin", "member", "viewer", "removed"] },
  admin: { targets: ["admin", "member", "viewer"], to: ["admin", "member", "viewer", "removed"] },
  member: { targets: [], to: [] },
  viewer: { targets: [], to: [] },
};

const table = roles.flatMap((actor) =>
  roles.flatMap((target) =>
    outcomes.map((to) => ({
      actor,
      target,
      to,
      allowed: allowed[actor].targets.includes(target) && allowed[actor].to.includes(to),
    })),
  ),
);

describe("who may change whom", () => {
  test.each(table)("$actor changes another $target to $to: $allowed", ({ actor, target, to, ...row }) => {
    const change = () =>
      requireChangeable({ actor: { userId: "a", role: actor }, target: { userId: "b", role: target }, to });
    if (row.allowed) expect(change).not.toThrow();
    else expect(change).toThrow(expect.objectContaining({ code: "forbidden" }));
  });

  test.each(roles.flatMap((role) => outcomes.map((to) => ({ role, to }))))(
    "nobody changes themselves: $role to $to",
    ({ role, to }) => {
      const self = { userId: "a", role };
      expect(() => requireChangeable({ actor: self, target: self, to })).toThrow(
        expect.objectContaining({ code: "forbidden" }),
      );
    },
  );
});

test.each(roles.flatMap((role) => [1, 2].map((owners) => ({ role, owners }))))(
  "$role may leave an organization of $owners owners, except as the last one",
  ({ role, owners }) => {
    const leave = () => requireLeavable({ userId: "a", role }, owners);
    if (role === "owner" && owners === 1) expect(leave).toThrow(expect.objectContaining({ code: "conflict" }));
    else expect(leave).not.toThrow();
  },
);

test.each(roles.flatMap((actor) => roles.map((target) => ({ actor, target }))))(
  "$actor hands over to $target: an owner to whoever isn't one",
  ({ actor, target }) => {
    const transfer = () =>
      requireTransferable({ actor: { userId: "a", role: actor }, target: { userId: "b", role: target } });
    if (actor === "owner" && target !== "owner") expect(transfer).not.toThrow();
    else expect(transfer).toThrow(expect.objectContaining({ code: actor === "owner" ? "conflict" : "forbidden" }));
  },
);

test("nobody hands over to themselves", () => {
  const self = { userId: "a", role: "owner" as const };
  expect(() => requireTransferable({ actor: self, target: self })).toThrow(
    expect.objectContaining({ code: "conflict" }),
  );
});
