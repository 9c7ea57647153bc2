import { identityHash } from "../base/hash.ts";

/** Longest name given; file systems end at 255 bytes, and a character takes up to four. */
const longestName = 60;
const windowsDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A name as one part of a path on any file system: characters other than letters, digits, ".", "_" and "-" become
 * "_". A name that is too long is cut and gets a hash of the whole, an empty one or one of dots alone becomes "_".
 *
 * @example portableName("Qwen/Qwen3-8B: base") // "Qwen_Qwen3-8B_base"
 */
export function portableName(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "_")
    .replace(/\.+$/u, "");
  const usable = plain === "" || windowsDevice.test(plain) ? `_${plain}` : plain;
  const characters = [...usable];
  return characters.length <= longestName
    ? usable
    : `${characters.slice(0, longestName - 9).join("")}_${identityHash(name).slice(0, 8)}`;
}

/**
 * Distinct portable names for distinct texts, whatever their case: texts whose portable names would meet get a hash
 * of the text behind them.
 */
export function distinctNames(texts: readonly string[], portable = portableName): ReadonlyMap<string, string> {
  const wanted = new Map([...new Set(texts)].map((text) => [text, portable(text)]));
  const uses = new Map<string, number>();
  for (const name of wanted.values()) {
    const folded = name.toLowerCase();
    uses.set(folded, (uses.get(folded) ?? 0) + 1);
  }
  return new Map(
    [...wanted].map(([text, name]) => [
      text,
      (uses.get(name.toLowerCase()) ?? 0) > 1 ? `${name}_${identityHash(text).slice(0, 8)}` : name,
    ]),
  );
}
