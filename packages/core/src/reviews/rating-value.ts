import type { ReviewCriterion } from "../records/review.ts";

const yesWords: ReadonlySet<string> = new Set([
  "1",
  "x",
  "✓",
  "✔",
  "√",
  "yes",
  "y",
  "true",
  "sí",
  "si",
  "s",
  "是",
  "有",
  "对",
]);
const noWords: ReadonlySet<string> = new Set(["0", "no", "n", "false", "否", "无", "-", "–"]);

/**
 * The value that a cell gives a criterion: a yes or no in words or signs for a label, a point of a scale ("4", "4.0"),
 * a category by its code, its name in any language, or both as the sheet shows them. "ok" takes over what was suggested.
 * Undefined for an empty cell, null for what is none of these.
 *
 * @example parseRating("4.0", scale, undefined) // "4"
 */
export function parseRating(
  cell: string,
  { kind, values }: ReviewCriterion,
  suggested: string | undefined,
): string | null | undefined {
  const text = folded(cell.replace(/^\s*'/, ""));
  if (text === "") {
    return undefined;
  }
  if (suggested !== undefined && (text === "ok" || text === "✓")) {
    return suggested;
  }
  switch (kind) {
    case "label":
      return yesWords.has(text) ? "1" : noWords.has(text) ? "0" : null;
    case "scale": {
      const point = String(Number(text));
      return values.some(({ value }) => value === point) ? point : null;
    }
    case "choice":
      return categoryOf(text, values);
  }
}

function categoryOf(text: string, values: ReviewCriterion["values"]): string | null {
  // As the sheet shows a suggestion: the code first.
  const [first = ""] = text.split(" · ");
  const byCode = values.find(({ value }) => folded(value) === text || folded(value) === first);
  if (byCode !== undefined) {
    return byCode.value;
  }
  // A spreadsheet makes 1 of 01.
  const numeric = /^\d$/.test(text) ? values.find(({ value }) => value === `0${text}`) : undefined;
  if (numeric !== undefined) {
    return numeric.value;
  }
  const named = values.filter(({ title }) => Object.values(title).some((name) => folded(name) === text));
  return named.length === 1 ? (named[0]?.value ?? null) : null;
}

function folded(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
