import { createHash } from "node:crypto";
import { constants, deflateRawSync } from "node:zlib";

const PASSWORD_PADDING = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");

function objectsOf(lines: readonly string[]): string[] {
  const words = lines.map((line) => `(${line.replace(/[()\\]/g, "\\$&")}) Tj 0 -20 Td`).join(" ");
  const content = `BT /F1 12 Tf 72 700 Td ${words} ET`;
  return [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
}

/** Writes objects, numbered from 1, with the table of where they stand. */
function assemble(objects: readonly string[], trailer = ""): Buffer {
  let file = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const table = file.length;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\n`;
  return Buffer.from(`${file}startxref\n${table}\n%%EOF\n`, "latin1");
}

/** A PDF of one page with these lines. */
export function makePdf(lines: readonly string[]): Buffer {
  return assemble(objectsOf(lines));
}

/** A small PDF of one page whose content unpacks to this many MiB of spaces. */
export function makeSwellingPdf(mebibytes: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(1024 ** 2, " "), { finishFlush: constants.Z_FULL_FLUSH });
  const pieces = Array.from({ length: mebibytes }, () => piece);
  const content = Buffer.concat([Buffer.from("7801", "hex"), ...pieces, Buffer.from("030000000001", "hex")]);
  const objects = objectsOf([]);
  objects[3] = `<</Filter/FlateDecode/Length ${content.length}>>\nstream\n${content.toString("latin1")}\nendstream`;
  return assemble(objects);
}

/** A PDF that opens with a password alone (RC4, 40 bits: PDF 1.4, algorithms 3.2 to 3.4). */
export function makeProtectedPdf(lines: readonly string[], password: string): Buffer {
  const id = Buffer.alloc(16, 1);
  const padded = Buffer.concat([Buffer.from(password, "latin1"), PASSWORD_PADDING]).subarray(0, 32);
  const md5 = (...parts: Buffer[]) => createHash("md5").update(Buffer.concat(parts)).digest();
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.from("fcffffff", "hex");
  const key = md5(padded, owner, permissions, id).subarray(0, 5);
  const user = rc4(key, PASSWORD_PADDING);
  const hex = (bytes: Buffer) => `<${bytes.toString("hex")}>`;
  const encrypt = `<</Filter/Standard/V 1/R 2/O${hex(owner)}/U${hex(user)}/P -4>>`;
  const objects = [...objectsOf(lines), encrypt];
  return assemble(objects, `/Encrypt ${objects.length} 0 R/ID[${hex(id)}${hex(id)}]`);
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  let i = 0;
  j = 0;
  return Buffer.from(data).map((byte) => {
    i = (i + 1) & 255;
    j = (j + state[i]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
    return byte ^ state[(state[i]! + state[j]!) & 255]!;
  }) as Buffer;
}
