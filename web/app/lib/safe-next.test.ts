import { describe, expect, it } from "vitest";
import { safeNext, signInPath } from "./safe-next.ts";

describe("safeNext", () => {
  it.each(["/calls", "/calls?outcome=missed", "/calls/1#end"])("keeps %s", (next) => expect(safeNext(next)).toBe(next));

  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "",
    null,
  ])("leads home instead of to %j", (next) => expect(safeNext(next)).toBe("/"));
});

describe("signInPath", () => {
  it.each([
    ["http://x/calls?outcome=missed", "/login?next=%2Fcalls%3Foutcome%3Dmissed"],
    ["http://x/calls.data?outcome=missed&_routes=routes%2F_app", "/login?next=%2Fcalls%3Foutcome%3Dmissed"],
    ["http://x/_root.data", "/login"],
    ["http://x/", "/login"],
  ])("leads back from the sign-in page to %s", (url, path) => expect(signInPath(new Request(url))).toBe(path));

  it("does not lead back to where a form was sent", () => {
    expect(signInPath(new Request("http://x/switch-organization", { method: "POST" }))).toBe("/login");
  });
});
