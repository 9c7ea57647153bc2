import { DataError } from "../base/errors.ts";
import { shortened } from "./header-scanner.ts";

/**
 * Merges as "left right", whichever of the two ways tokenizer.json writes them in. Throws MODEL_FILE_INVALID for anything that
 * is no list of pairs of tokens that together are a token.
 */
export function readMerges(merges: unknown, ids: ReadonlyMap<string, number>, file: string): string[] {
  if (!Array.isArray(merges)) {
    throw new DataError("MODEL_FILE_INVALID", "its model has no merges", { place: { file } });
  }
  return (merges as readonly unknown[]).map((merge, index) => {
    const parts: unknown = typeof merge === "string" ? merge.split(" ") : merge;
    const [left, right] = Array.isArray(parts) && parts.length === 2 ? (parts as readonly unknown[]) : [];
    if (
      typeof left !== "string" ||
      typeof right !== "string" ||
      !ids.has(left) ||
      !ids.has(right) ||
      !ids.has(left + right)
    ) {
      throw new DataError(
        "MODEL_FILE_INVALID",
        `merge ${index + 1} is ${shortened(String(JSON.stringify(merge)))}, which is no pair of tokens`,
        {
          place: { file },
        },
      );
    }
    return `${left} ${right}`;
  });
}
