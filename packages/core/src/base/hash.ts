import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Hex digits of an identity hash: 128 bits, enough for 10^12 calls with a collision chance below 10^-14. */
const identityDigits = 32;

/** First 32 hex digits of SHA-256 over a UTF-8 text. */
export function identityHash(text: string): string {
  return hash("sha256", text, "hex").slice(0, identityDigits);
}

/** SHA-256 of a file's bytes, 64 hex digits, read in chunks. Throws the system's error when it cannot be read. */
export async function fileHash(path: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    digest.update(chunk as Buffer);
  }
  return digest.digest("hex");
}

/**
 * JSON with object keys in code-point order, so that equal values give equal text.
 * Fields that are undefined are left out, as in JSON.stringify.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) {
      return part;
    }
    const entries = Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return Object.fromEntries(entries);
  });
}
