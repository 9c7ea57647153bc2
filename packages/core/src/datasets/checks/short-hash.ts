import { hash } from "node:crypto";

/** 32 bits of SHA-256 over a text, for telling apart values of which there are few. */
export function shortHash(text: string): number {
  return hash("sha256", text, "buffer").readUInt32LE(0);
}
