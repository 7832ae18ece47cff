import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Keys that open stored secrets, by id; the first one closes new ones. */
export interface EncryptionKeys {
  current: string;
  byId: ReadonlyMap<string, Buffer>;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Reads `ENCRYPTION_KEYS`, `<key id>:<32 bytes base64>` with older keys after commas.
 *
 * @throws {RangeError} naming the entry that is wrong, never its value
 */
export function parseEncryptionKeys(text: string): EncryptionKeys {
  const byId = new Map<string, Buffer>();
  for (const [index, entry] of text.split(",").entries()) {
    const [id, encoded] = entry.trim().split(":");
    const key = Buffer.from(encoded ?? "", "base64");
    if (!id || key.length !== 32)
      throw new RangeError(`ENCRYPTION_KEYS: entry ${index + 1} must be <key id>:<32 bytes base64>`);
    byId.set(id, key);
  }
  const [current] = byId.keys();
  if (current === undefined) throw new RangeError("ENCRYPTION_KEYS is empty");
  return { current, byId };
}

/** Encrypts with AES-256-GCM under the current key. The ciphertext is nonce, tag and data in one. */
export function encryptSecret(keys: EncryptionKeys, plaintext: string): { ciphertext: Buffer; keyId: string } {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(keys, keys.current), nonce);
  const data = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return { ciphertext: Buffer.concat([nonce, cipher.getAuthTag(), data]), keyId: keys.current };
}

/**
 * Opens what {@link encryptSecret} closed.
 *
 * @throws {RangeError} the key is not configured any more
 * @throws {Error} the ciphertext was changed
 */
export function decryptSecret(keys: EncryptionKeys, ciphertext: Buffer, keyId: string): string {
  const decipher = createDecipheriv("aes-256-gcm", keyOf(keys, keyId), ciphertext.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(ciphertext.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(ciphertext.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}

function keyOf(keys: EncryptionKeys, keyId: string): Buffer {
  const key = keys.byId.get(keyId);
  if (!key) throw new RangeError(`the encryption key ${keyId} is not configured; add it to ENCRYPTION_KEYS`);
  return key;
}
