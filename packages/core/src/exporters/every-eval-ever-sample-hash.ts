import { createHash } from "node:crypto";

/**
 * SHA-256 of a question and its right answers, 64 hex digits, by the recipe of Every Eval Ever's own adapters: JSON
 * with sorted keys, no spaces and everything outside printable ASCII escaped, as Python's json.dumps writes it. The
 * same item gives the same hash whoever ran it.
 *
 * @example everyEvalEverSampleHash("2 + 2?", ["4"]).slice(0, 8) // "4dbd0eac"
 */
export function everyEvalEverSampleHash(raw: string, reference: readonly string[]): string {
  const text = JSON.stringify({ raw, reference }).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return createHash("sha256").update(text, "utf8").digest("hex");
}
