import { describe, expect, it } from "vitest";
import { CARRIER_KEYS, CARRIERS, carriersFor, FORWARDING_KINDS, forwardingCode } from "./forwarding-codes.ts";

const TO = "+14155550100";

describe("forwardingCode", () => {
  it.each([
    ["att", "no_answer", "**61*14155550100#", "##61#"],
    ["verizon", "always", "*7214155550100", "*73"],
    ["tmobile", "busy", "**67*14155550100#", "##67#"],
    ["us_landline", "no_answer", "*9214155550100", "*93"],
    ["eu_landline", "always", "*21*0014155550100#", "#21#"],
    ["gsm", "unreachable", "**62*+14155550100#", "##62#"],
  ] as const)("of %s, %s", (carrier, kind, on, off) => {
    expect(forwardingCode(carrier, kind, TO)).toEqual({ on, off });
  });

  it("is null where a line has none", () => {
    expect(forwardingCode("us_landline", "unreachable", TO)).toBeNull();
  });

  it("can be dialled, whatever the carrier", () => {
    const codes = CARRIER_KEYS.flatMap((carrier) =>
      FORWARDING_KINDS.flatMap((kind) => Object.values(forwardingCode(carrier, kind, TO) ?? {})),
    );
    expect(codes.filter((code) => !/^[*#][*#\d+]+$/.test(code))).toEqual([]);
    expect(codes.length).toBeGreaterThan(40);
  });
});

describe("carriersFor", () => {
  it("names those of the country first, and leaves none out", () => {
    expect(carriersFor("GB")[0]?.[0]).toBe("bt_landline");
    expect(carriersFor("US")[0]?.[1].countries).toContain("US");
    expect(carriersFor("JP")).toHaveLength(Object.keys(CARRIERS).length);
  });
});
