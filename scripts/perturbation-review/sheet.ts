import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readCsv } from "../../packages/core/src/base/csv.ts";
import type { DrawnVariant } from "./drawn-variants.ts";

/**
 * What a reader found. `ok`: fair, right and readable as it is stated. `text-fault`: a sentence that is wrong, unnatural
 * or changed where it should not be. `validity-fault`: the rule's verdict does not hold. `key-fault`: the key is not right.
 */
export type Verdict = "ok" | "text-fault" | "validity-fault" | "key-fault";

/** All verdicts, in the order of tables. */
export const verdicts: readonly Verdict[] = ["ok", "text-fault", "validity-fault", "key-fault"];

/** One judged variant. */
export interface SheetRow {
  readonly operator: string;
  readonly itemId: string;
  readonly variant: string;
  readonly content: string;
  readonly statedValidity: string;
  /** 1 where it was drawn before anything was mended; more where it was drawn, or came out otherwise, after mending. */
  readonly round: number;
  readonly verdict: Verdict;
  readonly note: string;
}

/** Columns of a sheet, in order. */
export const columns = [
  "operator",
  "itemId",
  "variant",
  "content",
  "statedValidity",
  "round",
  "verdict",
  "note",
] as const satisfies readonly (keyof SheetRow)[];

/** Where a language's sheet lies. */
export function sheetPath(language: string): string {
  return fileURLToPath(new URL(`../../docs/perturbation-review/${language}.csv`, import.meta.url));
}

/** A drawn variant's key in a sheet: the same variant with another content was not judged. */
export function keyOf({
  operator,
  itemId,
  variant,
  content,
}: Omit<SheetRow, "verdict" | "note" | "round" | "statedValidity">): string {
  return [operator, itemId, variant, content].join(" ");
}

/** The key under which a sheet judges a drawn variant. */
export function keyOfDrawn({ operator, source, variant, content }: DrawnVariant): string {
  return keyOf({ operator, itemId: source.id, variant, content });
}

/** A language's sheet, empty where there is none. Throws on a column, round or verdict that is not known. */
export async function readSheet(language: string): Promise<readonly SheetRow[]> {
  const path = sheetPath(language);
  const rows: SheetRow[] = [];
  if (!existsSync(path)) {
    return rows;
  }
  for await (const { line, cells } of readCsv(path)) {
    const [operator = "", itemId = "", variant = "", content = "", statedValidity = "", round, verdict, note = ""] =
      cells;
    if (rows.length === 0 && operator === "operator") {
      if (cells.join() !== columns.join()) {
        throw new Error(`${path}: columns are ${cells.join()}, not ${columns.join()}`);
      }
      continue;
    }
    const known = verdicts.find((name) => name === verdict);
    if (known === undefined || !/^[1-9]$/.test(round ?? "")) {
      throw new Error(`${path}:${line}: round ${round} or verdict ${verdict} is not known`);
    }
    rows.push({ operator, itemId, variant, content, statedValidity, round: Number(round), verdict: known, note });
  }
  return rows;
}

/** Rows as CSV, a cell in quotes where it must be. */
export function writtenCsv(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string =>
    /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
}
