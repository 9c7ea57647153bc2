import { singleLine } from "../figures/printable-text.ts";
import type { LevelGap, LevelMakeUp, ModelLevelGap } from "../records/level-gap.ts";
import { meanCell, pointsCell } from "./profile-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** The gap between two levels, one line a model, with the levels' make-up below. */
export function levelGapTables(gap: LevelGap, words: ReportWords): readonly ReportTable[] {
  const names = levelNames(gap, words);
  const tag = words.named("tag", gap.within);
  const disagreeing = gap.models.filter(({ disagree }) => disagree).map(({ model }) => singleLine(model));
  return [
    {
      title: words.text("level.title", names),
      columns: [
        wordColumn(words.text("column.model")),
        numberColumn(names.lower),
        numberColumn(names.higher),
        numberColumn(words.text("level.gap")),
        numberColumn(words.text("level.relative")),
        numberColumn(words.text("level.adjusted", { tag })),
        wordColumn(words.text("level.reading")),
      ],
      rows: gap.models.map((model) => [
        { text: singleLine(model.model) },
        meanCell(model.lower, words),
        meanCell(model.higher, words),
        pointsCell(model.gap, words),
        relativeCell(model, words),
        pointsCell(model.adjusted.status === "estimated" ? model.adjusted : null, words),
        { text: readingText(model, words) },
      ]),
      notes: [
        words.text("level.note", names),
        makeUpNote(gap.lower, gap, words),
        makeUpNote(gap.higher, gap, words),
        words.text("level.withinNote", { tag }),
        ...(disagreeing.length === 0 ? [] : [words.text("level.disagreeNote", { models: words.list(disagreeing) })]),
        ...leftOutNotes(gap, words),
        ...(gap.sharedClusters === 0 ? [] : [words.text("level.shared", { n: words.count(gap.sharedClusters) })]),
      ],
    },
  ];
}

/** The two levels as the report calls them. */
export function levelNames(gap: LevelGap, words: ReportWords): { readonly lower: string; readonly higher: string } {
  return { lower: words.tagValue(gap.tag, gap.lower.level), higher: words.tagValue(gap.tag, gap.higher.level) };
}

function relativeCell({ relative }: ModelLevelGap, words: ReportWords): ReportCell {
  if (relative === null) {
    return { text: "–" };
  }
  const { low, high } = relative;
  const open = low === null ? `[−∞${words.language === "es" ? "; " : ", "}${words.decimal(high * 100, 1)}]` : "";
  return { text: words.percent(relative.value), detail: open || words.interval({ low, high }) };
}

function readingText({ reading, adjustedReading, disagree, adjusted }: ModelLevelGap, words: ReportWords): string {
  if (adjusted.status === "not-estimable") {
    return words.named("why", adjusted.why);
  }
  return reading === null || adjustedReading === null ? "–" : words.text(disagree ? "level.disagree" : "level.same");
}

function makeUpNote(level: LevelMakeUp, gap: LevelGap, words: ReportWords): string {
  const values = level.within.map(({ value, nItems }) => `${words.tagValue(gap.within, value)} ${words.count(nItems)}`);
  return words.text("level.makeUp", {
    level: words.tagValue(gap.tag, level.level),
    items: words.count(level.nItems),
    clusters: words.count(level.nClusters),
    multiple: level.multipleShare === null ? "–" : words.percent(level.multipleShare),
    list: values.length === 0 ? "–" : words.list(values),
  });
}

function leftOutNotes(gap: LevelGap, words: ReportWords): readonly string[] {
  const texts = gap.models.flatMap(({ adjusted }) =>
    adjusted.status === "estimated" && adjusted.leftOut.lower + adjusted.leftOut.higher > 0
      ? [
          words.text("level.leftOut", {
            lower: words.count(adjusted.leftOut.lower),
            higher: words.count(adjusted.leftOut.higher),
          }),
        ]
      : [],
  );
  return [...new Set(texts)];
}
