import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decryptSecret, encryptSecret, parseEncryptionKeys } from "./secret-box.ts";

const key = () => randomBytes(32).toString("base64");

describe("secret box", () => {
  it("opens what it closed, also after the key was rotated", () => {
    const old = key();
    const closed = encryptSecret(parseEncryptionKeys(`a:${old}`), "s3cret");
    const rotated = parseEncryptionKeys(`b:${key()},a:${old}`);
    expect(decryptSecret(rotated, closed.ciphertext, closed.keyId)).toBe("s3cret");
    expect(encryptSecret(rotated, "x").keyId).toBe("b");
  });

  it("never gives the same ciphertext twice", () => {
    const keys = parseEncryptionKeys(`a:${key()}`);
    expect(encryptSecret(keys, "x").ciphertext).not.toEqual(encryptSecret(keys, "x").ciphertext);
  });

  it("refuses a changed ciphertext and an unknown key", () => {
    const keys = parseEncryptionKeys(`a:${key()}`);
    const { ciphertext } = encryptSecret(keys, "s3cret");
    const changed = Buffer.from(ciphertext);
    changed[changed.length - 1]! ^= 1;
    expect(() => decryptSecret(keys, changed, "a")).toThrow(/authenticate/);
    expect(() => decryptSecret(keys, ciphertext, "gone")).toThrow(/gone is not configured/);
  });

  it("names a wrong entry without its value", () => {
    expect(() => parseEncryptionKeys(`a:${key()},b:short`)).toThrow(/entry 2/);
    expect(() => parseEncryptionKeys("")).toThrow(/entry 1/);
  });
});
