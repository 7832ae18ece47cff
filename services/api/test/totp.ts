import { createHmac } from "node:crypto";

function fromBase32(text: string): Buffer {
  const bits = Array.from(text.replaceAll("=", ""))
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/**
 * What an authenticator app shows (RFC 6238), from nothing but the address of the QR code.
 *
 * @param periods so many periods of 30 seconds from now
 */
export function totpCode(otpauthUri: string, periods = 0): string {
  const secret = fromBase32(new URL(otpauthUri).searchParams.get("secret")!);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + periods));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
