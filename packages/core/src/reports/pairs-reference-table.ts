import { singleLine } from "../figures/printable-text.ts";
import type { FieldComparison, MarginTest, ReferenceComparison } from "../records/comparison.ts";
import { differenceCell, levelPercent, pEquation, pointsText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** The models held against the reference; null where the study names none. */
export function pairsReferenceTable(comparison: FieldComparison, words: ReportWords): ReportTable | null {
  const { reference } = comparison;
  if (reference === null || reference.margin === null || reference.model === null) {
    return null;
  }
  const level = levelPercent(comparison.level, words);
  return {
    title: words.text("pairs.reference", {
      model: singleLine(reference.model),
      margin: words.decimal(reference.margin * 100, 1),
    }),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(`${words.text("pairs.column.difference")} (${level})`),
      numberColumn(words.text("column.items")),
      wordColumn(words.text("pairs.column.nonInferior")),
      wordColumn(words.text("pairs.column.equivalent")),
    ],
    rows: reference.rows.map(({ model, difference, nItems, nonInferiority, equivalence }) => [
      { text: singleLine(model) },
      differenceCell(difference, words),
      { text: words.count(nItems) },
      marginCell(nonInferiority, `≥ ${pointsText(nonInferiority?.bound ?? 0, words)}`, words),
      marginCell(
        equivalence,
        words.interval({ low: equivalence?.bound ?? null, high: equivalence?.high ?? null }),
        words,
      ),
    ]),
    notes: [marginNote(reference, words)],
  };
}

function marginCell(test: MarginTest | null, limits: string, words: ReportWords): ReportCell {
  return test === null
    ? { text: "–" }
    : {
        text: words.text(test.shown ? "pairs.shown" : "pairs.notShown"),
        detail: `p ${pEquation(test.holmP, words)} ${limits.startsWith("[") ? limits : `[${limits}]`}`,
      };
}

function marginNote(reference: ReferenceComparison, words: ReportWords): string {
  return words.text("pairs.margin", {
    nonInferior: levelPercent(reference.nonInferiorityAlpha, words),
    equivalent: levelPercent(reference.equivalenceAlpha, words),
  });
}
