import { describe, expect, it } from "vitest";
import { databaseFault } from "./errors.ts";
import { isTransient } from "./transaction.ts";

function failure(code: string | undefined, message = "refused") {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

/** The same error as Prisma passes it on. */
function ofPrisma(originalCode: string, originalMessage = "refused") {
  const cause = { kind: "postgres", originalCode, originalMessage };
  return Object.assign(new Error("Raw query failed"), { code: "P2010", meta: { driverAdapterError: { cause } } });
}

describe("another try may succeed", () => {
  it.each([
    ["40P01", "deadlock detected"],
    ["55P03", "canceling statement due to lock timeout"],
    ["57P01", "terminating connection due to administrator command"],
    ["57P05", "terminating connection due to idle-session timeout"],
    ["25P03", "terminating connection due to idle-in-transaction timeout"],
    ["25006", "cannot execute INSERT in a read-only transaction"],
    ["53100", "could not extend file: No space left on device"],
    ["08001", "could not connect"],
    ["08P01", "query_wait_timeout"],
    ["08P01", "server conn crashed?"],
  ])("after %s: %s", (code, message) => {
    expect(isTransient(failure(code, message))).toBe(true);
    expect(databaseFault(failure(code, message))).toEqual({ kind: "transient" });
    expect(databaseFault(ofPrisma(code, message))).toEqual({ kind: "transient" });
  });

  it.each([
    "EAI_AGAIN",
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "ETIMEDOUT",
  ])("when the network says %s", (code) => {
    expect(isTransient(failure(code))).toBe(true);
    expect(databaseFault(failure(code))).toEqual({ kind: "transient" });
  });

  it.each(["Connection terminated unexpectedly", "timeout exceeded when trying to connect"])(
    "after “%s”",
    (message) => {
      expect(isTransient(failure(undefined, message))).toBe(true);
    },
  );
});

describe("another try leads to the same", () => {
  it.each([
    ["08P01", 'bind message supplies 1 parameters, but prepared statement "" requires 2'],
    ["23505", "duplicate key value violates unique constraint"],
    ["42601", "syntax error"],
    ["ENOENT", "no such file"],
    [undefined, "refused"],
  ])("after %s: %s", (code, message) => {
    expect(isTransient(failure(code, message))).toBe(false);
    expect(databaseFault(failure(code, message))?.kind).not.toBe("transient");
  });

  it("through Prisma too", () => {
    expect(databaseFault(ofPrisma("08P01", "bind message supplies 1 parameters"))).toBeNull();
  });
});
