import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { envExample } from "./env-example.ts";
import { CLONE } from "./servers/places.ts";

describe(".env.example", () => {
  it("says what the schemas say (else: npm run env:example)", async () => {
    expect(readFileSync(path.join(CLONE, ".env.example"), "utf8")).toBe(await envExample());
  });

  it("explains every variable", async () => {
    expect(await envExample()).not.toMatch(/^# [a-z, ]+: *$/m);
  });
});
