import { join } from "node:path";
import { readCsv } from "../base/csv.ts";
import { DataError } from "../base/errors.ts";
import { runFile } from "../runs/run-files.ts";

/** What one person gave one reply on one criterion. */
export interface HumanRating {
  /** The call whose reply was rated; null where the file names item and model instead. */
  readonly callId: string | null;
  readonly exam: string | null;
  readonly itemId: string | null;
  readonly model: string | null;
  readonly rater: string;
  /** In small letters. */
  readonly criterion: string;
  readonly value: number;
}

const words: ReadonlyMap<string, number> = new Map([
  ["yes", 1],
  ["true", 1],
  ["partly", 0.5],
  ["no", 0],
  ["false", 0],
]);

/** Where people's ratings of a run's replies are kept, merged from all raters. */
export function keptRatings(folder: string): string {
  return join(runFile(folder, "review"), "ratings.csv");
}

/**
 * People's ratings of replies from a CSV file with a heading: `criterion`, `value`, `rater` (default: one person) and either
 * `callId`, or `itemId` with `model` (and `exam` where a run has several). Columns are found by name in whatever case and order;
 * further ones are passed over. A value is a number, or yes, partly, no, true, false; rows without one are passed over.
 *
 * Throws RATINGS_INVALID naming the line, DATASET_NOT_FOUND, and what `readCsv` throws.
 *
 * @param skipWords Pass over values that are other words: a review may ask for choices too, which no judge gives.
 */
export async function readHumanRatings(path: string, skipWords = false): Promise<readonly HumanRating[]> {
  let columns: ReadonlyMap<string, number> | null = null;
  const ratings: HumanRating[] = [];
  for await (const { line, cells } of readCsv(path)) {
    const place = { file: path, line };
    if (columns === null) {
      columns = new Map(cells.map((name, at) => [name.trim().toLowerCase(), at]));
      const found = columns;
      const missing = ["criterion", "value"].filter((name) => !found.has(name));
      const named = found.has("callid") || (found.has("itemid") && found.has("model"));
      if (missing.length > 0 || !named) {
        const wanted = [...missing, ...(named ? [] : ["callId (or itemId and model)"])].join(", ");
        throw new DataError("RATINGS_INVALID", `no column for ${wanted}; the file has ${cells.join(", ")}`, { place });
      }
      continue;
    }
    const known = columns;
    const cell = (name: string): string => cells[known.get(name) ?? -1]?.trim() ?? "";
    const written = cell("value").toLowerCase();
    if (written === "") {
      continue;
    }
    const value = words.get(written) ?? Number(written);
    if (skipWords && !Number.isFinite(value)) {
      continue;
    }
    if (!Number.isFinite(value) || cell("criterion") === "") {
      throw new DataError(
        "RATINGS_INVALID",
        `"${written.slice(0, 60)}" of "${cell("criterion").slice(0, 60)}" is no rating`,
        {
          place,
        },
      );
    }
    const orNull = (name: string): string | null => (cell(name) === "" ? null : cell(name));
    const [callId, itemId, model] = [orNull("callid"), orNull("itemid"), orNull("model")];
    if (callId === null && (itemId === null || model === null)) {
      throw new DataError("RATINGS_INVALID", "the row names neither a call nor an item and a model", { place });
    }
    const rater = orNull("rater") ?? "one";
    ratings.push({
      callId,
      exam: orNull("exam"),
      itemId,
      model,
      rater,
      criterion: cell("criterion").toLowerCase(),
      value,
    });
  }
  return ratings;
}
